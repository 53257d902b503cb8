import type { Volume, VolumeFile } from '../world.ts';

interface File extends VolumeFile {
  name: string;
  text: string;
}

/** The files that the containers of one pod share. */
export class PodVolume implements Volume {
  readonly size: number;
  private list: File[] = [];
  private count = 0;
  private readonly changed: () => void;

  constructor(size: number, changed: () => void) {
    this.size = size;
    this.changed = changed;
  }

  get used(): number {
    return this.list.reduce((sum, { text }) => sum + text.length, 0);
  }

  files(): readonly VolumeFile[] {
    return this.list.map(({ id, name, text }) => ({ id, name, size: text.length }));
  }

  append(name: string, text: string): void {
    this.made(name).text += text;
    this.changed();
  }

  write(name: string, text: string): void {
    this.made(name).text = text;
    this.changed();
  }

  read(name: string, from = 0): string | undefined {
    return this.find(name)?.text.slice(from);
  }

  rename(name: string, to: string): void {
    const file = this.find(name);
    if (file === undefined || name === to) return;
    this.drop(to);
    file.name = to;
    this.changed();
  }

  remove(name: string): void {
    this.drop(name);
    this.changed();
  }

  clear(): void {
    this.list = [];
    this.changed();
  }

  private find(name: string): File | undefined {
    return this.list.find((file) => file.name === name);
  }

  private made(name: string): File {
    const known = this.find(name);
    if (known !== undefined) return known;
    this.count += 1;
    const file = { id: this.count, name, text: '', get size() { return this.text.length; } };
    this.list.push(file);
    return file;
  }

  private drop(name: string): void {
    this.list = this.list.filter((file) => file.name !== name);
  }
}
