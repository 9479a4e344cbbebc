//! Work for two threads.

use rayon::in_place_scope;
use std::sync::{
    OnceLock,
    atomic::{AtomicUsize, Ordering},
};

/// Makes a value of each item, in their order. Another thread helps with items that nobody has begun, and this one does
/// something else `first`.
pub fn on_two_threads<'i, I: Sync, R: Send + Sync, O>(
    items: &'i [I],
    make: impl Fn(&'i I) -> R + Sync,
    first: impl FnOnce() -> O,
) -> (O, Vec<R>) {
    let places: Vec<(&I, OnceLock<R>)> = items.iter().map(|item| (item, OnceLock::new())).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some((item, place)) = places.get(next.fetch_add(1, Ordering::Relaxed)) {
            let _ = place.set(make(item));
        }
    };
    let other = in_place_scope(|scope| {
        if items.len() > 1 {
            scope.spawn(|_| work());
        }
        let other = first();
        work();
        other
    });
    (other, places.into_iter().filter_map(|(_, place)| place.into_inner()).collect())
}
