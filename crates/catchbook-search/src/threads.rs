//! Work for two threads.

use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::{
    LazyLock, Mutex, MutexGuard, OnceLock, TryLockError,
    atomic::{AtomicUsize, Ordering},
};

/// A thread that helps whoever has work of one kind, one at a time. It costs less to wake than to begin for each piece
/// of work, and remembers the stems of words. Kinds are apart, so that a slow drive does not hold up what needs none.
pub struct Helper {
    /// `None`: the system has no thread to spare.
    pool: Option<ThreadPool>,
    helping: Mutex<()>,
}

impl Helper {
    /// Begins a thread of this name.
    pub fn new(name: &'static str) -> Helper {
        let pool = ThreadPoolBuilder::new().num_threads(1).thread_name(move |_| name.to_owned()).build().ok();
        Helper { pool, helping: Mutex::default() }
    }

    /// Makes a value of each item, in their order, and does something else before. The thread takes items that nobody
    /// has begun, unless it helps somebody else: nobody waits for another one's work. A panic is passed on.
    pub fn beside<'i, T: Sync, R: Send + Sync, O>(
        &self,
        items: &'i [T],
        make: impl Fn(&'i T) -> R + Sync,
        first: impl FnOnce() -> O,
    ) -> (O, Vec<R>) {
        let Some((pool, _helping)) = self.pool.as_ref().filter(|_| items.len() > 1).zip(self.free()) else {
            return (first(), items.iter().map(make).collect());
        };
        let places: Vec<(&T, OnceLock<R>)> = items.iter().map(|item| (item, OnceLock::new())).collect();
        let next = AtomicUsize::new(0);
        let work = || {
            while let Some((item, place)) = places.get(next.fetch_add(1, Ordering::Relaxed)) {
                let _ = place.set(make(item));
            }
        };
        let other = pool.in_place_scope(|scope| {
            scope.spawn(|_| work());
            let other = first();
            work();
            other
        });
        (other, places.into_iter().filter_map(|(_, place)| place.into_inner()).collect())
    }

    fn free(&self) -> Option<MutexGuard<'_, ()>> {
        match self.helping.try_lock() {
            Ok(held) => Some(held),
            Err(TryLockError::Poisoned(held)) => Some(held.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }
}

/// Helps with the index, and does nothing else.
static HELPER: LazyLock<Helper> = LazyLock::new(|| Helper::new("search"));

/// Makes a value of each item, in their order.
pub(crate) fn on_two_threads<'i, T: Sync, R: Send + Sync>(items: &'i [T], make: impl Fn(&'i T) -> R + Sync) -> Vec<R> {
    HELPER.beside(items, make, || ()).1
}
