//! What holds in the real window, seen and used as a person sees and uses it.

mod access;
mod around;
mod asked;
mod chain;
mod completion;
mod editor;
mod export;
mod fields;
mod first_run;
mod guard;
mod home;
mod hostile;
mod images;
mod keyboard;
mod layout;
mod live;
mod notes;
mod retrospective;
mod safe;
mod saved;
mod timeline;
mod tour;
mod writing;
