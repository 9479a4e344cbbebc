use std::error::Error;
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, MapState, Window};
use x11rb::rust_connection::RustConnection;

/// Asks the window to close, as a window manager does when its cross is clicked.
///
/// # Panics
/// When the display has no such window.
pub fn close_window(display: &str) {
    ask_to_close(display)
        .unwrap_or_else(|error| panic!("the window on {display} could not be asked to close: {error}"));
}

fn ask_to_close(display: &str) -> Result<(), Box<dyn Error>> {
    let (connection, screen) = RustConnection::connect(Some(display))?;
    let root = connection.setup().roots[screen].root;
    let (protocols, delete) = (atom(&connection, "WM_PROTOCOLS")?, atom(&connection, "WM_DELETE_WINDOW")?);
    let window = toplevel(&connection, root)?;
    let event = ClientMessageEvent::new(32, window, protocols, [delete, 0, 0, 0, 0]);
    connection.send_event(false, window, EventMask::NO_EVENT, event)?;
    // An answer to a later question: the event has arrived.
    connection.get_input_focus()?.reply()?;
    Ok(())
}

/// The window that is seen and understands the protocols of window managers: the toolkit has others that nobody sees.
pub fn toplevel(connection: &RustConnection, root: Window) -> Result<Window, Box<dyn Error>> {
    let protocols = atom(connection, "WM_PROTOCOLS")?;
    for window in connection.query_tree(root)?.reply()?.children {
        let seen = connection.get_window_attributes(window)?.reply()?.map_state == MapState::VIEWABLE;
        let known = connection.get_property(false, window, protocols, AtomEnum::ATOM, 0, 64)?.reply()?.value;
        if seen && !known.is_empty() {
            return Ok(window);
        }
    }
    Err("no window is seen that takes part in closing".into())
}

fn atom(connection: &RustConnection, name: &str) -> Result<u32, Box<dyn Error>> {
    Ok(connection.intern_atom(false, name.as_bytes())?.reply()?.atom)
}
