//! What holds in the real window, seen and used as a person sees and uses it.

mod access;
mod editor;
mod export;
mod first_run;
mod guard;
mod home;
mod hostile;
mod images;
mod keyboard;
mod layout;
mod live;
mod tour;
mod writing;
