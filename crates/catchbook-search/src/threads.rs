//! Work on the index for two threads.

use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::{
    LazyLock, OnceLock,
    atomic::{AtomicUsize, Ordering},
};

/// One thread that helps whoever searches, and does nothing else: work on a slow drive or on a long document must not
/// hold up a search. Waking it costs less than beginning one for every query. `None`: the system has no thread to spare.
static HELPER: LazyLock<Option<ThreadPool>> =
    LazyLock::new(|| ThreadPoolBuilder::new().num_threads(1).thread_name(|_| "search".to_owned()).build().ok());

/// Makes a value of each item, in their order. The helper takes items that nobody has begun. A panic is passed on.
pub(crate) fn on_two_threads<'i, I: Sync, R: Send + Sync>(items: &'i [I], make: impl Fn(&'i I) -> R + Sync) -> Vec<R> {
    let Some(helper) = HELPER.as_ref().filter(|_| items.len() > 1) else {
        return items.iter().map(make).collect();
    };
    let places: Vec<(&I, OnceLock<R>)> = items.iter().map(|item| (item, OnceLock::new())).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some((item, place)) = places.get(next.fetch_add(1, Ordering::Relaxed)) {
            let _ = place.set(make(item));
        }
    };
    helper.in_place_scope(|scope| {
        scope.spawn(|_| work());
        work();
    });
    places.into_iter().filter_map(|(_, place)| place.into_inner()).collect()
}
