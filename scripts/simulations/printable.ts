/** A text as it may stand in a terminal: what code or a link has brought may hold characters that a terminal takes for commands. */
export const printable = (text: string): string => text.replace(/(?![\n\t])[\p{Cc}\p{Cf}]/gu, '�');
