import type * as glassEasel from 'glass-easel'

function depthOf(component: glassEasel.GeneralComponent): number {
  let depth = 0
  for (let at = component.getComposedParent(); at !== null; at = at.getComposedParent()) depth += 1
  return depth
}

/** Reverses the order in which components are attached (parents first) to children before their parents. */
function childrenFirst<T>(nodes: readonly T[], depthOf: (node: T) => number): T[] {
  const open: { node: T; depth: number }[] = []
  const done: T[] = []
  const close = (depth: number): void => {
    for (let top = open.at(-1); top !== undefined && top.depth >= depth; top = open.at(-1)) {
      open.pop()
      done.push(top.node)
    }
  }
  for (const node of nodes) {
    const depth = depthOf(node)
    close(depth)
    open.push({ node, depth })
  }
  close(0)
  return done
}

/** Components of one page that are attached and wait for `ready`, which glass-easel leaves to its host. */
export class ReadyQueue {
  #waiting: glassEasel.GeneralComponent[] = []
  #open = false
  #planned = false

  add(component: glassEasel.GeneralComponent): void {
    this.#waiting.push(component)
    if (!this.#open || this.#planned) return
    this.#planned = true
    queueMicrotask(() => {
      this.#planned = false
      this.#flush()
    })
  }

  /** The page has mounted, loaded and shown: from now on nothing waits longer than the current task. */
  open(): void {
    this.#open = true
    this.#flush()
  }

  #flush(): void {
    while (this.#waiting.length > 0) {
      const waiting = this.#waiting
      this.#waiting = []
      for (const component of childrenFirst(waiting, depthOf)) component.triggerLifetime('ready', [])
    }
  }
}
