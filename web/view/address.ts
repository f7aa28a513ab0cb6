import { useSyncExternalStore } from 'react';
import { AddressHistory } from './addressHistory.ts';
import { cutAddress } from './query.ts';

/**
 * The address of the page, from `?` on: the only home of what it shows. Every page reads and writes it here, so that
 * whatever changes it can be undone, and nobody writes over what another keeps in it.
 */

let current: string | null = null;
let steps = new AddressHistory();
let writing: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** The address now, `?` and `#` included. */
export function readAddress(): string {
  current ??= window.location.search + viewHash('');
  return current;
}

/** Tells a listener of every change, also of back and forward; returns what ends that. */
export function watchAddress(listener: () => void): () => void {
  if (listeners.size === 0) {
    readAddress();
    window.addEventListener('popstate', onMoved);
    window.addEventListener('hashchange', onMoved);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.removeEventListener('popstate', onMoved);
    window.removeEventListener('hashchange', onMoved);
    current = null;
  };
}

/**
 * Goes to another address of this page, which is a step that can be undone.
 *
 * @param how whether the browser's back steps through it too
 * @param afterMs the browser takes its time to write an address: so long what is shown goes first
 */
export function goTo(next: string, how: 'push' | 'replace', afterMs = 0): void {
  const before = readAddress();
  if (next === before) return;
  steps.record(before, next, Date.now());
  show(next, how, afterMs);
}

/** Back to the address before the last change; whether there was one. */
export function undo(): boolean {
  return step(steps.undo(readAddress()));
}

/** Does again what was undone last; whether there was something. */
export function redo(): boolean {
  return step(steps.redo(readAddress()));
}

/** Forgets what could be undone: it was another person's. */
export function forgetSteps(): void {
  steps = new AddressHistory();
  tell();
}

/** The address, and again whenever it changes. */
export function useAddress(): string {
  return useSyncExternalStore(watchAddress, readAddress);
}

/** Whether there is something to undo and to do again. */
export function useSteps(): { canUndo: boolean; canRedo: boolean } {
  const canUndo = useSyncExternalStore(watchAddress, () => steps.canUndo);
  const canRedo = useSyncExternalStore(watchAddress, () => steps.canRedo);
  return { canUndo, canRedo };
}

function step(to: string | null): boolean {
  if (to === null) return false;
  // What stands after # is no step of the browser's history on any page.
  const isSearch = cutAddress(to).search !== cutAddress(readAddress()).search;
  show(to, isSearch ? 'push' : 'replace', 0);
  return true;
}

function show(next: string, how: 'push' | 'replace', afterMs: number): void {
  current = next;
  clearTimeout(writing);
  const write = () => {
    const url = window.location.pathname + next;
    if (how === 'push') window.history.pushState(null, '', url);
    else window.history.replaceState(null, '', url);
  };
  if (afterMs > 0) writing = setTimeout(write, afterMs);
  else write();
  tell();
}

/** Back, forward, or another # by hand. */
function onMoved(): void {
  const before = readAddress();
  const next = window.location.search + viewHash(cutAddress(before).hash);
  if (next === before) return;
  clearTimeout(writing);
  steps.record(before, next, Date.now());
  current = next;
  tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}

/** The part of the browser's address from `#` on, if it is one of a view: a skip link or a heading is none. */
function viewHash(otherwise: string): string {
  const { hash } = window.location;
  return hash === '' || hash.includes('=') ? hash : otherwise;
}
