/** The categories of the catalog, in the order in which every list shows them. */
export const categories = [
  { id: 'data-management', label: 'Data management', sentence: 'Where the truth lives.', icon: 'database' },
  { id: 'message-queue', label: 'Message queue', sentence: 'Decouple who asks from who does.', icon: 'list-end' },
  { id: 'container-single-node', label: 'Container · single node', sentence: 'Containers that share one machine and one fate.', icon: 'box' },
  { id: 'container-multi-node', label: 'Container · multi node', sentence: 'Machines that must agree, or divide the work.', icon: 'boxes' },
  { id: 'resiliency', label: 'Resiliency', sentence: 'Stay useful while something you call is not.', icon: 'shield' },
  { id: 'configuration', label: 'Configuration', sentence: 'Change behaviour without shipping code.', icon: 'sliders-horizontal' },
  { id: 'security', label: 'Security', sentence: 'Give access without giving the keys.', icon: 'key-round' },
] as const;
export type Category = (typeof categories)[number];
export type CategoryId = Category['id'];
