//! The window closes once the page has written down what was typed, and the program ends once no command is under way.

use catchbook_app::api::Event;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;
use tauri::{AppHandle, CloseRequestApi, Emitter, Manager, async_runtime};
use tokio::time::sleep;

use crate::window::MAIN;

/// A page that does not answer for so long will not answer. What was typed is kept as it is typed, but for the last
/// two seconds.
const ANSWER: Duration = Duration::from_secs(10);
/// How long the end waits for commands: none of them takes as long on a disk that works.
const COMMANDS: Duration = Duration::from_secs(10);

/// Which request to close is the last one; its answer, or a later request, moves it on.
#[derive(Default)]
pub struct Closing(AtomicU64);

/// Asks the page instead of closing.
pub fn requested(handle: &AppHandle, request: &CloseRequestApi) {
    request.prevent_close();
    let turn = next(handle);
    let asked = handle.emit_to(MAIN, "catchbook", Event::Closing);
    if asked.is_err() {
        return close(handle);
    }
    let handle = handle.clone();
    async_runtime::spawn(async move {
        sleep(ANSWER).await;
        if handle.state::<Closing>().0.load(Ordering::SeqCst) == turn {
            close(&handle);
        }
    });
}

/// The page has answered.
pub fn answered(handle: &AppHandle, yes: bool) {
    next(handle);
    if yes {
        close(handle);
    }
}

fn next(handle: &AppHandle) -> u64 {
    handle.state::<Closing>().0.fetch_add(1, Ordering::SeqCst) + 1
}

fn close(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window(MAIN) {
        // A window that is gone already needs no closing.
        let _ = window.destroy();
    }
}

/// The commands that are under way.
#[derive(Clone, Default)]
pub struct UnderWay(Arc<(Mutex<usize>, Condvar)>);

/// A command, from its beginning until this is dropped.
pub struct Begun(UnderWay);

impl UnderWay {
    pub fn begin(&self) -> Begun {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        Begun(self.clone())
    }

    /// Returns once nothing is under way, or when that takes too long.
    pub fn wait(&self) {
        let (count, ended) = &*self.0;
        let count = count.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = ended.wait_timeout_while(count, COMMANDS, |count| *count > 0);
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        let (count, ended) = &*self.0.0;
        *count.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        ended.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_waits_for_what_is_under_way() {
        let under_way = UnderWay::default();
        under_way.wait();
        let (one, two) = (under_way.begin(), under_way.begin());
        drop(one);
        let ended = Arc::new(AtomicU64::new(0));
        let at_end = Arc::clone(&ended);
        let command = std::thread::spawn(move || {
            at_end.store(1, Ordering::SeqCst);
            drop(two);
        });
        under_way.wait();
        assert_eq!(ended.load(Ordering::SeqCst), 1);
        command.join().unwrap();
    }
}
