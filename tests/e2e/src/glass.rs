use crate::desktop::toplevel;
use std::error::Error;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::SystemTime;
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::damage::{ConnectionExt as _, ReportLevel};
use x11rb::protocol::xproto::{ConnectionExt as _, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, Rectangle};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

/// Keysym of the key that makes capitals.
const SHIFT: u32 = 0xffe1;

/// Presses keys as a keyboard does, and sees what is drawn as a screen does: when the display server has it.
pub struct Glass {
    connection: Arc<RustConnection>,
    root: u32,
    keys: Vec<Key>,
    drawn: Receiver<(SystemTime, Area)>,
}

/// One of the two things that a key writes.
#[derive(Debug, Clone, Copy)]
struct Key {
    /// Keysym: of a Latin letter or sign, its code point.
    writes: u32,
    code: u8,
    with_shift: bool,
}

/// A part of the page, in pixels: from the left and the top, up to the right and the bottom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    fn of(rectangle: Rectangle) -> Self {
        let [left, top] = [rectangle.x, rectangle.y].map(f64::from);
        let [width, height] = [rectangle.width, rectangle.height].map(f64::from);
        Self { left, top, right: left + width, bottom: top + height }
    }

    fn meets(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

impl Glass {
    /// # Panics
    /// When the display has no window, or cannot say what is drawn.
    pub(crate) fn of(display: &str) -> Self {
        Self::begin(display).unwrap_or_else(|error| panic!("{display} cannot be watched: {error}"))
    }

    fn begin(display: &str) -> Result<Self, Box<dyn Error>> {
        let (connection, screen) = RustConnection::connect(Some(display))?;
        let connection = Arc::new(connection);
        let root = connection.setup().roots[screen].root;
        let window = toplevel(&connection, root)?;
        let keys = keys(&connection)?;
        connection.damage_query_version(1, 1)?.reply()?;
        connection.damage_create(connection.generate_id()?, window, ReportLevel::RAW_RECTANGLES)?.check()?;
        let (send, drawn) = channel();
        let watched = Arc::clone(&connection);
        // It ends with its display, which ends the connection.
        std::thread::spawn(move || {
            while let Ok(event) = watched.wait_for_event() {
                if let Event::DamageNotify(damage) = event {
                    let _ = send.send((SystemTime::now(), Area::of(damage.area)));
                }
            }
        });
        Ok(Self { connection, root, keys, drawn })
    }

    /// Presses the key that writes `letter`, and answers when.
    ///
    /// # Panics
    /// When the keyboard has no such key.
    pub fn press(&self, letter: char) -> SystemTime {
        let (key, shift) = (self.key(u32::from(letter)), self.key(SHIFT));
        let began = SystemTime::now();
        if key.with_shift {
            self.send(KEY_PRESS_EVENT, shift.code);
        }
        self.send(KEY_PRESS_EVENT, key.code);
        self.send(KEY_RELEASE_EVENT, key.code);
        if key.with_shift {
            self.send(KEY_RELEASE_EVENT, shift.code);
        }
        self.connection.flush().expect("the display takes keys");
        began
    }

    /// When something was first drawn in `area` at or after `from`; what was seen until now is forgotten.
    pub fn drawn(&self, area: Area, from: SystemTime) -> Option<SystemTime> {
        let seen: Vec<_> = self.drawn.try_iter().collect();
        seen.into_iter().find(|(at, drawn)| *at >= from && drawn.meets(area)).map(|(at, _)| at)
    }

    fn key(&self, symbol: u32) -> Key {
        *self.keys.iter().find(|key| key.writes == symbol).unwrap_or_else(|| panic!("no key writes {symbol:#x}"))
    }

    fn send(&self, kind: u8, code: u8) {
        let sent = self.connection.xtest_fake_input(kind, code, 0, self.root, 0, 0, 0);
        sent.expect("the display takes keys");
    }
}

/// What each key writes, by itself and with Shift.
fn keys(connection: &RustConnection) -> Result<Vec<Key>, Box<dyn Error>> {
    let setup = connection.setup();
    let codes = setup.min_keycode..=setup.max_keycode;
    let count = setup.max_keycode - setup.min_keycode + 1;
    let mapping = connection.get_keyboard_mapping(setup.min_keycode, count)?.reply()?;
    let of_key = |(symbols, code): (&[u32], u8)| {
        let written = symbols.iter().take(2).zip([false, true]);
        written.map(|(writes, with_shift)| Key { writes: *writes, code, with_shift }).collect::<Vec<_>>()
    };
    Ok(mapping.keysyms.chunks(usize::from(mapping.keysyms_per_keycode)).zip(codes).flat_map(of_key).collect())
}
