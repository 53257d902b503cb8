const words = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve', 'Thirteen', 'Fourteen', 'Fifteen', 'Sixteen', 'Seventeen', 'Eighteen', 'Nineteen', 'Twenty'];

/** A count at the beginning of a sentence: `Sixteen`. In figures where it is more than twenty. */
export const countInWords = (count: number): string => words[count] ?? String(count);
