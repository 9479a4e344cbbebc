//! Hints that something changed. The scan is the truth: a hint may come late, twice, or as no more
//! than "look again".

mod hints;
mod system;

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use thiserror::Error;

use self::hints::{Batch, collapse};
use self::system::System;
use crate::fs::RealFs;
use crate::path::VaultPath;

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// These files may have changed, come or gone. Sorted, each once; not only Markdown.
    Paths(Vec<VaultPath>),
    /// Anything may have changed: scan.
    Rescan,
    /// The system stopped telling. From now on a [`Hint::Rescan`] comes at intervals.
    Polling(Why),
}

/// How the watcher learns of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    System,
    Polling(Why),
}

/// Why the vault is looked through at intervals rather than watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Why {
    #[error("the system's limit on watched folders is reached")]
    WatchLimit,
    #[error("the vault's folder is not there")]
    RootGone,
    #[error("the system cannot watch this folder")]
    Unavailable,
    #[error("watching was not asked for")]
    AskedFor,
}

impl Why {
    /// One sentence that says what to do next.
    pub fn hint(self) -> &'static str {
        match self {
            Self::WatchLimit => {
                "Changes show up a little later; raise fs.inotify.max_user_watches to see them at once."
            }
            Self::RootGone => "Connect the drive or put the folder back.",
            Self::Unavailable => "Changes made by other programs show up a little later.",
            Self::AskedFor => "Changes show up at the interval that was chosen.",
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub struct WatchOptions {
    /// A file must be quiet this long before it is hinted at.
    pub quiet: Duration,
    /// How often to hint at a rescan when the system does not tell.
    pub poll_every: Duration,
    /// More paths than this at once (a branch switch) become one [`Hint::Rescan`].
    pub burst: usize,
    /// Folders watched at most; beyond it the vault is polled.
    pub max_folders: usize,
    /// Do not ask the system at all.
    pub poll_only: bool,
}

impl Default for WatchOptions {
    fn default() -> Self {
        Self {
            quiet: Duration::from_millis(150),
            poll_every: Duration::from_secs(10),
            burst: 200,
            max_folders: 50_000,
            poll_only: false,
        }
    }
}

/// Watches until it is dropped.
#[derive(Debug)]
pub struct Watcher {
    mode: Arc<Mutex<Mode>>,
    tell: Sender<Message>,
    thread: Option<JoinHandle<()>>,
}

enum Message {
    Batch(Batch),
    Stop,
}

impl Watcher {
    /// Watches the folders a scan would list. `on_hint` is called on the watcher's own thread.
    ///
    /// Changes made before this returns may go unhinted, so scan after it, not before. Never
    /// fails: what the system refuses is polled.
    pub fn start(fs: Arc<RealFs>, options: WatchOptions, on_hint: Box<dyn Fn(Hint) + Send>) -> Self {
        let (tell, told) = channel();
        let started = System::start(&fs, &options, tell.clone());
        let mode = Arc::new(Mutex::new(mode_of(&started)));
        let mut life = Life { fs, options, on_hint, system: started.ok(), mode: Arc::clone(&mode), tell: tell.clone() };
        let thread = std::thread::Builder::new().name("vault watcher".into()).spawn(move || life.run(&told)).ok();
        Self { mode, tell, thread }
    }

    pub fn mode(&self) -> Mode {
        *self.mode.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        let _ = self.tell.send(Message::Stop);
        if let Some(thread) = self.thread.take()
            // Dropped from within `on_hint`, it cannot wait for itself.
            && thread.thread().id() != std::thread::current().id()
        {
            let _ = thread.join();
        }
    }
}

fn mode_of(started: &Result<System, Why>) -> Mode {
    match started {
        Ok(_) => Mode::System,
        Err(why) => Mode::Polling(*why),
    }
}

/// The watcher's thread.
struct Life {
    fs: Arc<RealFs>,
    options: WatchOptions,
    on_hint: Box<dyn Fn(Hint) + Send>,
    system: Option<System>,
    mode: Arc<Mutex<Mode>>,
    tell: Sender<Message>,
}

impl Life {
    fn run(&mut self, told: &Receiver<Message>) {
        loop {
            let message = match &self.system {
                Some(_) => told.recv().map_err(|_| RecvTimeoutError::Disconnected),
                None => told.recv_timeout(self.options.poll_every),
            };
            match message {
                Ok(Message::Batch(batch)) => self.take(batch),
                Err(RecvTimeoutError::Timeout) => self.poll(),
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn take(&mut self, batch: Batch) {
        if let Batch::Failed(why) = batch {
            return self.fall_back(why);
        }
        let Some(system) = &mut self.system else {
            return;
        };
        let sorted = collapse(batch, system.root(), self.options.burst, |path| system.concerns_folder(path));
        let Some((hint, folders_changed)) = sorted else {
            return;
        };
        let refreshed = if folders_changed { system.refresh(&self.fs, &self.options) } else { Ok(()) };
        (self.on_hint)(hint);
        if let Err(why) = refreshed {
            self.fall_back(why);
        }
    }

    fn fall_back(&mut self, why: Why) {
        self.system = None;
        self.set_mode(Mode::Polling(why));
        (self.on_hint)(Hint::Polling(why));
        (self.on_hint)(Hint::Rescan);
    }

    /// Looks whether the system can be asked again, and hints either way.
    fn poll(&mut self) {
        let again = !matches!(self.mode_now(), Mode::Polling(Why::AskedFor | Why::WatchLimit));
        if again && let Ok(system) = System::start(&self.fs, &self.options, self.tell.clone()) {
            self.system = Some(system);
            self.set_mode(Mode::System);
        }
        (self.on_hint)(Hint::Rescan);
    }

    fn mode_now(&self) -> Mode {
        *self.mode.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_mode(&self, mode: Mode) {
        *self.mode.lock().unwrap_or_else(PoisonError::into_inner) = mode;
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
