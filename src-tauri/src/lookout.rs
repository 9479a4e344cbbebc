use catchbook_app::App;
use catchbook_vault::{Hint, Mode, RealFs, WatchOptions, Watcher, Why};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Hints get lost on network drives and when the system's queue is full; a look costs little more than a walk.
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// What arrives within this time is answered at once: one commit of ten edits costs as much as one of one.
const GATHER: Duration = Duration::from_millis(300);

/// The thread that keeps the open vault's search and catalog up to date while the window is open.
pub struct Lookout {
    tell: Sender<Wake>,
    focused: Arc<AtomicBool>,
    thread: Mutex<Option<JoinHandle<()>>>,
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
    pub fn start(app: Arc<App>) -> std::io::Result<Self> {
        let (tell, told) = channel();
        let focused = Arc::new(AtomicBool::new(true));
        let mut duty = Duty { app, tell: tell.clone(), focused: Arc::clone(&focused), watched: None };
        let thread = std::thread::Builder::new().name("lookout".into()).spawn(move || duty.run(&told))?;
        Ok(Self { tell, focused, thread: Mutex::new(Some(thread)) })
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

    /// Ends the thread and waits for it: a commit that is under way is finished.
    pub fn stop(&self) {
        self.wake(Wake::Stop);
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            // A panic in it was reported when it happened.
            let _ = thread.join();
        }
    }

    fn wake(&self, wake: Wake) {
        // Nobody listens only after `stop`.
        let _ = self.tell.send(wake);
    }
}

struct Duty {
    app: Arc<App>,
    tell: Sender<Wake>,
    focused: Arc<AtomicBool>,
    watched: Option<(PathBuf, Watcher)>,
}

impl Duty {
    fn run(&mut self, told: &Receiver<Wake>) {
        loop {
            let wake = match told.recv_timeout(LOOK_EVERY) {
                Ok(wake) => wake,
                Err(RecvTimeoutError::Timeout) if self.focused.load(Ordering::Relaxed) => Wake::Look,
                Err(RecvTimeoutError::Timeout) => continue,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            let Some(look) = self.take(wake, told) else { return };
            // The watcher starts before the look, so that what changes in between is hinted at.
            let opened = self.follow_vault();
            // The status line says what failed; the next look tries again.
            let _ = if look || opened { self.app.attend() } else { self.app.settle() };
        }
    }

    /// Gathers what arrives within a short time. Answers whether to look, or `None` when it is time to go.
    fn take(&self, first: Wake, told: &Receiver<Wake>) -> Option<bool> {
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
            next = told.recv_timeout(until.saturating_duration_since(Instant::now())).ok();
        }
        Some(look)
    }

    fn folder(&self) -> Option<PathBuf> {
        self.watched.as_ref().map(|(folder, _)| folder.clone())
    }

    /// Watches the vault that is open now. Answers whether it is another one than before.
    fn follow_vault(&mut self) -> bool {
        let folder = self.app.watched_folder();
        if folder == self.folder() {
            return false;
        }
        self.watched = folder.map(|folder| {
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
        true
    }
}

fn said(why: Why) -> String {
    format!("{why}. {}", why.hint())
}
