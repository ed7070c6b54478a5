// The reader's choice of light or dark, before anything is drawn. Kept by `client/style/scheme.ts`.
try {
  const kept = localStorage.getItem('scheme')
  if (kept === 'light' || kept === 'dark') document.documentElement.dataset.theme = kept
} catch {}
