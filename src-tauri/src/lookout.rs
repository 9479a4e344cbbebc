use catchbook_app::App;
use catchbook_vault::{Hint, Mode, RealFs, WatchOptions, Watcher, Why};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tauri::async_runtime::{self, JoinHandle};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::{Instant, timeout, timeout_at};

/// Hints get lost on network drives and when the system's queue is full; a look costs little more than a walk.
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// What arrives within this time is answered at once: one commit of ten edits costs as much as one of one.
const GATHER: Duration = Duration::from_millis(300);

/// The task that keeps the open vault's search and catalog up to date while the window is open.
pub struct Lookout {
    tell: UnboundedSender<Wake>,
    focused: Arc<AtomicBool>,
    task: Mutex<Option<JoinHandle<()>>>,
}

enum Wake {
    /// Files may have changed.
    Look,
    /// The watcher works in another way now.
    Polling(Why),
    /// A command ran: it may have opened a vault, or saved something that is to be committed.
    Answered,
    Stop,
}

impl Lookout {
    pub fn start(app: Arc<App>) -> Self {
        let (tell, told) = unbounded_channel();
        let focused = Arc::new(AtomicBool::new(true));
        let duty = Duty { app, tell: tell.clone(), focused: Arc::clone(&focused), watched: Arc::default() };
        Self { tell, focused, task: Mutex::new(Some(async_runtime::spawn(duty.run(told)))) }
    }

    pub fn answered(&self) {
        self.wake(Wake::Answered);
    }

    /// A person who comes back from an editor expects to see what was written there.
    pub fn focus(&self, focused: bool) {
        self.focused.store(focused, Ordering::Relaxed);
        if focused {
            self.wake(Wake::Look);
        }
    }

    /// Ends the task and waits for it: a commit that is under way is finished.
    pub fn stop(&self) {
        self.wake(Wake::Stop);
        let task = self.task.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(task) = task {
            // A panic in it was reported when it happened.
            let _ = async_runtime::block_on(task);
        }
    }

    fn wake(&self, wake: Wake) {
        // Nobody listens only after `stop`.
        let _ = self.tell.send(wake);
    }
}

#[derive(Clone)]
struct Duty {
    app: Arc<App>,
    tell: UnboundedSender<Wake>,
    focused: Arc<AtomicBool>,
    watched: Arc<Mutex<Option<(PathBuf, Watcher)>>>,
}

impl Duty {
    async fn run(self, mut told: UnboundedReceiver<Wake>) {
        loop {
            let wake = match timeout(LOOK_EVERY, told.recv()).await {
                Ok(Some(wake)) => wake,
                Err(_) if self.focused.load(Ordering::Relaxed) => Wake::Look,
                Err(_) => continue,
                Ok(None) => return,
            };
            let Some(look) = self.take(wake, &mut told).await else { return };
            let duty = self.clone();
            // Files are read on a thread that may wait. A panic there is reported, and the next look tries again.
            let _ = async_runtime::spawn_blocking(move || duty.attend(look)).await;
        }
    }

    /// Gathers what arrives within a short time. Answers whether to look, or `None` when it is time to go.
    async fn take(&self, first: Wake, told: &mut UnboundedReceiver<Wake>) -> Option<bool> {
        let until = Instant::now() + GATHER;
        let mut look = false;
        let mut next = Some(first);
        while let Some(wake) = next {
            match wake {
                Wake::Look => look = true,
                Wake::Polling(why) => self.app.set_polling(Some(said(why))),
                Wake::Answered if self.app.watched_folder() != self.folder() => return Some(true),
                Wake::Answered => {}
                Wake::Stop => return None,
            }
            next = timeout_at(until, told.recv()).await.ok().flatten();
        }
        Some(look)
    }

    fn attend(&self, look: bool) {
        // The watcher starts before the look, so that what changes in between is hinted at.
        let opened = self.follow_vault();
        // The status line says what failed; the next look tries again.
        let _ = if look || opened { self.app.attend() } else { self.app.settle() };
    }

    fn watched(&self) -> MutexGuard<'_, Option<(PathBuf, Watcher)>> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn folder(&self) -> Option<PathBuf> {
        self.watched().as_ref().map(|(folder, _)| folder.clone())
    }

    /// Watches the vault that is open now. Answers whether it is another one than before.
    fn follow_vault(&self) -> bool {
        let folder = self.app.watched_folder();
        if folder == self.folder() {
            return false;
        }
        let watched = folder.map(|folder| {
            let tell = self.tell.clone();
            let hint = move |hint| {
                let _ = tell.send(match hint {
                    Hint::Polling(why) => Wake::Polling(why),
                    Hint::Paths(_) | Hint::Rescan => Wake::Look,
                });
            };
            let watcher = Watcher::start(Arc::new(RealFs::new(&folder)), WatchOptions::default(), Box::new(hint));
            self.app.set_polling(match watcher.mode() {
                Mode::System => None,
                Mode::Polling(why) => Some(said(why)),
            });
            (folder, watcher)
        });
        *self.watched() = watched;
        true
    }
}

fn said(why: Why) -> String {
    format!("{why}. {}", why.hint())
}
