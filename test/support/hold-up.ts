/** A call that waits in the middle of a use case. */
export interface HeldUp {
  readonly isReached: Promise<void>;
  readonly letGo: () => void;
}

function latch(): { readonly isOpen: Promise<void>; readonly open: () => void } {
  let open!: () => void;
  const isOpen = new Promise<void>((resolve) => (open = resolve));
  return { isOpen, open };
}

/** Holds up the next call of a method, before or after its work, until it is let go. */
export function holdUp<T extends object>(
  target: T,
  method: keyof T & string,
  when: 'before' | 'after',
): HeldUp {
  const [reached, released] = [latch(), latch()];
  const methods = target as Record<string, (...args: unknown[]) => unknown>;
  const original = methods[method].bind(target);
  const pause = () => {
    reached.open();
    return released.isOpen;
  };
  methods[method] = async (...args) => {
    Reflect.deleteProperty(target, method);
    if (when === 'before') await pause();
    const result = await original(...args);
    if (when === 'after') await pause();
    return result;
  };
  return { isReached: reached.isOpen, letGo: released.open };
}
