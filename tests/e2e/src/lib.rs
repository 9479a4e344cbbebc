//! Drives the real window, as a person would, through WebKitWebDriver under a display of its own.
//!
//! ```text
//! Display (Xvfb) <- Driver (WebKitWebDriver) <- Session (W3C WebDriver) <- Window (test ids, keys, waiting)
//! ```
//!
//! Everything is started by the test that needs it and ended with it; two tests never share a display, a
//! profile or a vault. Nothing waits for a fixed time: `Window::until` asks again until a deadline.

mod axe;
mod desktop;
mod driver;
mod glass;
mod http;
mod keyboard;
mod keys;
mod places;
mod process;
pub mod screens;

mod session;
mod window;

pub use axe::{Violation, violations};
pub use glass::{Area, Glass};
pub use keyboard::Keyboard;
pub use places::{root, sample_copy};
pub use session::{Element, WebError};
pub use window::{Setup, Vault, Window};
