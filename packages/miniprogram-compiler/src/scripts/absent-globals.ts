/** Names of a browser and of Node that a mini program's scripts do not have: for them they are undefined. */
export const absentGlobals = `window self document parent top frames location history navigator screen
localStorage sessionStorage indexedDB caches fetch XMLHttpRequest WebSocket EventSource Worker SharedWorker
Blob File FileReader FormData Headers Request Response URL URLSearchParams TextEncoder TextDecoder
AbortController AbortSignal structuredClone queueMicrotask atob btoa crypto performance
requestAnimationFrame cancelAnimationFrame requestIdleCallback getComputedStyle matchMedia alert confirm prompt
Image Audio Node Element HTMLElement Event CustomEvent MutationObserver IntersectionObserver ResizeObserver
process Buffer global`.split(/\s+/)
