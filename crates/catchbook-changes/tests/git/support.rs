pub use catchbook_testkit::TestClone as Clone;

use catchbook_changes::Repository;
use std::sync::atomic::AtomicBool;

pub const WHEN: &str = Clone::WHEN;

pub trait Opens {
    fn open(&self) -> Repository;
}

impl Opens for Clone {
    fn open(&self) -> Repository {
        Repository::open(self.root()).expect("the repository opens")
    }
}

pub fn never() -> AtomicBool {
    AtomicBool::new(false)
}
