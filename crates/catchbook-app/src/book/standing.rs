use crate::api::{GitState, Notice, Reading, Vanished};

/// How things stand with a vault: what the status line says.
pub(crate) struct Standing {
    pub(crate) reading: Reading,
    /// "09:41", when search last held all that the files say.
    pub(crate) current_at: Option<String>,
    pub(crate) git: Option<GitState>,
    pub(crate) read_only: bool,
    pub(crate) polling: Option<String>,
    pub(crate) vanished: Option<Vanished>,
    pub(crate) notices: Vec<Notice>,
    /// Files and folders that could not be read, with the reason.
    pub(crate) unreadable: Vec<Unreadable>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unreadable {
    pub(crate) path: String,
    pub(crate) message: String,
    pub(crate) hint: String,
}

impl Standing {
    pub(crate) fn new(read_only: bool) -> Self {
        Self {
            reading: Reading::Current,
            current_at: None,
            git: None,
            read_only,
            polling: None,
            vanished: None,
            notices: Vec::new(),
            unreadable: Vec::new(),
        }
    }

    /// Tells the person something once.
    pub(crate) fn notice(&mut self, message: impl Into<String>, hint: Option<&str>) {
        let notice = Notice { message: message.into(), hint: hint.map(str::to_owned) };
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }
}
