//! A flag that stops a rendering from another thread.

use std::sync::atomic::{AtomicBool, Ordering};

/// Shared between the thread that renders and the one that watches the time.
#[derive(Debug, Default)]
pub struct Cancel(AtomicBool);

impl Cancel {
    pub const fn new() -> Self {
        Self(AtomicBool::new(false))
    }

    /// Asks the rendering to stop. It does so at the next piece of text or line of code.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn is_stopped(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    pub(crate) fn check(&self) -> Result<(), Cancelled> {
        if self.is_stopped() { Err(Cancelled) } else { Ok(()) }
    }
}

/// The rendering was stopped before it was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("rendering was stopped before it was done")]
pub struct Cancelled;
