import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { ApiError, Event } from './bindings';
import type { AnswerOf, CommandName, Host, RequestOf } from './commands';
import { asApiError } from './failure';

/** The window's one way out: one command, one channel of events. */
export const host: Host = {
  async call<N extends CommandName>(name: N, request: RequestOf<N>): Promise<AnswerOf<N>> {
    try {
      return await invoke<AnswerOf<N>>('call', { name, request });
    } catch (failure) {
      const error: ApiError = asApiError(failure);
      throw error;
    }
  },

  listen(heard) {
    let stopped = false;
    const unlisten = listen<Event>('catchbook', (event) => {
      if (!stopped) heard(event.payload);
    });
    return () => {
      stopped = true;
      void unlisten.then((stop) => stop());
    };
  },
};
