use super::number;

/// Counts UTF-16 units up to places that come in order; a place before the last one counts from the start.
pub(super) struct Units<'t> {
    text: &'t str,
    bytes: usize,
    units: usize,
}

impl<'t> Units<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, bytes: 0, units: 0 }
    }

    pub(super) fn at(&mut self, bytes: usize) -> u32 {
        if bytes < self.bytes {
            (self.bytes, self.units) = (0, 0);
        }
        self.units += self.text[self.bytes..bytes].encode_utf16().count();
        self.bytes = bytes;
        number(self.units)
    }
}
