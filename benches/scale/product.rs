//! The product as its front doors use it.

use crate::ground::Ground;
use catchbook_app::{
    App, Host, Places,
    api::{Commands, FindRecords, OpenVault, RecordPage, Sort},
};
use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

/// The application on the vault of this run, up to date when this returns.
pub fn open(ground: &Ground) -> App {
    let user = ground.user();
    let places = Places {
        config: user.join("config"),
        data: user.join("data"),
        cache: user.join("cache"),
        temp: std::env::temp_dir(),
        home: None,
        boot: "bench".to_owned(),
    };
    for folder in [&places.config, &places.data, &places.cache] {
        std::fs::create_dir_all(folder).expect("a folder");
    }
    let app = App::new(places, Arc::new(Quiet::default()));
    app.open_for_one_command(OpenVault { path: ground.vault().to_string_lossy().into_owned() }).expect("opens");
    app
}

/// The first 20 records that answer, with snippets, and the facets of all.
pub fn find(app: &App, query: &str, typing: bool) -> RecordPage {
    let request = FindRecords {
        query: query.to_owned(),
        sort: Sort::Relevance,
        offset: 0,
        limit: 20,
        facets: true,
        typing,
        nearest: true,
    };
    app.find_records(request).expect("an answer")
}

/// A host with a clock and nothing else.
#[derive(Debug, Default)]
struct Quiet(AtomicU32);

impl Host for Quiet {
    fn now(&self) -> (jiff::Timestamp, i32) {
        (jiff::Timestamp::now(), 0)
    }

    fn random(&self) -> u32 {
        self.0.fetch_add(0x9e37_79b9, Ordering::Relaxed)
    }
}
