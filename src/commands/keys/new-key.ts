import { setTimeout as pause } from 'node:timers/promises';
import { RejectedSigner } from '../../session/rejections.ts';

/** Makes a call with a key that may be new: for a while, AWS knows it on some of its servers and not on others. */
export async function callWithNewKey<T>(attempts: number, call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof RejectedSigner) || attempt === attempts) throw error;
      await pause(pauseMs);
    }
  }
}

const pauseMs = 500;
