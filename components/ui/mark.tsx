/** A block split by the same fault as the wordmark. */
export function Mark() {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" className="fill-ink" aria-hidden="true">
      <path d="M3 5.5A2.5 2.5 0 0 1 5.5 3H14.1L9.6 18.5H5.5A2.5 2.5 0 0 1 3 16Z" />
      <path d="M15.8 5.5H18.5A2.5 2.5 0 0 1 21 8V18.5A2.5 2.5 0 0 1 18.5 21H11.3Z" />
    </svg>
  );
}
