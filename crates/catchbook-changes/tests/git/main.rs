//! Reading real repositories, ordinary, hostile and damaged.

mod damaged;
mod diff;
mod files;
mod forge;
mod hostile;
mod log;
mod reading;
mod status;
mod support;
