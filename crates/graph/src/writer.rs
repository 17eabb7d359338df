//! Where the value of a field goes: into a value of the library's, or into JSON at once.

use async_graphql::{Name, ScalarType, Value};
use chrono::{Datelike, NaiveDate};
use edge::FIELD_BYTES;
use kernel::Timestamp;
use store::held::take;

use super::scalar::{Date, DateTime};

/// Takes one value.
pub trait Writer {
    /// Null.
    fn null(&mut self);
    /// A text.
    fn text(&mut self, text: &str);
    /// A whole number.
    fn int(&mut self, number: i64);
    /// Yes or no.
    fn truth(&mut self, value: bool);
    /// A value of an enumeration.
    fn name(&mut self, name: &str);
    /// A day, as the scalar `Date` is written.
    fn date(&mut self, day: NaiveDate);

    /// A text that may be absent.
    fn maybe_text(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.null(),
        }
    }

    /// An instant, as the scalar `DateTime` is written.
    fn instant(&mut self, at: Timestamp) {
        if let Value::String(text) = DateTime(at).to_value() {
            self.text(&text);
        }
    }
}

impl Writer for Value {
    fn null(&mut self) {
        *self = Self::Null;
    }

    fn text(&mut self, text: &str) {
        *self = text.into();
    }

    fn int(&mut self, number: i64) {
        *self = number.into();
    }

    fn truth(&mut self, value: bool) {
        *self = value.into();
    }

    fn name(&mut self, name: &str) {
        *self = Self::Enum(Name::new(name));
    }

    fn date(&mut self, day: NaiveDate) {
        *self = Date(day).to_value();
    }
}

/// JSON being written, on the account of the operation it is written for.
#[derive(Debug, Default)]
pub(super) struct JsonWriter {
    pub(super) json: Vec<u8>,
    /// Bytes as a value of the library's would take them, which are yet to be put on the account.
    held: u64,
    /// Whether the account is full: what is written will not be sent.
    pub(super) is_over: bool,
    /// Whether anything but null was written.
    pub(super) tells: bool,
}

/// So many bytes are put on the account at a time.
const AT_A_TIME: u64 = 16 * 1024;

impl JsonWriter {
    /// Signs of the format, and what is JSON already.
    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.json.extend_from_slice(bytes);
    }

    /// The name of a field, as [`key`] made it; `first` where no other stands before it.
    pub(super) fn key(&mut self, key: &[u8], first: bool) {
        if !first {
            self.json.push(b',');
        }
        self.json.extend_from_slice(key);
        self.hold(FIELD_BYTES);
    }

    /// The name of a type, which tells nothing.
    pub(super) fn type_name(&mut self, name: &str) {
        let tells = self.tells;
        self.text(name);
        self.tells = tells;
    }

    /// A value of the library's. What it holds of objects is on the account already.
    pub(super) fn value(&mut self, value: &Value) {
        match value {
            Value::Null => self.null(),
            Value::String(text) => self.text(text),
            Value::Enum(name) => self.name(name),
            value => {
                self.tells = true;
                self.written(value);
            }
        }
    }

    fn written(&mut self, value: &impl serde::Serialize) {
        // Into memory, of values that have been made of JSON's own kinds.
        if serde_json::to_writer(&mut self.json, value).is_err() {
            self.json.extend_from_slice(b"null");
        }
    }

    fn hold(&mut self, bytes: u64) {
        self.held += bytes;
        if self.held >= AT_A_TIME {
            self.settle();
        }
    }

    /// Puts on the account what has been written since the last time.
    pub(super) fn settle(&mut self) {
        self.is_over |= !take(std::mem::take(&mut self.held));
    }
}

/// A field's name as JSON has it before the value.
pub(super) fn key(name: &str) -> Box<[u8]> {
    // Names are letters, digits and low lines.
    format!("\"{name}\":").into_bytes().into()
}

impl Writer for JsonWriter {
    fn null(&mut self) {
        self.raw(b"null");
    }

    fn text(&mut self, text: &str) {
        self.tells = true;
        self.hold(text.len() as u64);
        self.written(&text);
    }

    fn int(&mut self, number: i64) {
        self.tells = true;
        self.written(&number);
    }

    fn truth(&mut self, value: bool) {
        self.tells = true;
        self.raw(if value { b"true" } else { b"false" });
    }

    fn name(&mut self, name: &str) {
        self.tells = true;
        self.json.push(b'"');
        self.raw(name.as_bytes());
        self.json.push(b'"');
    }

    fn date(&mut self, day: NaiveDate) {
        let Ok(year @ 0..=9_999) = u32::try_from(day.year()) else { return self.text(&day.to_string()) };
        self.tells = true;
        self.hold(10);
        let digit = |number: u32| b'0' + u8::try_from(number % 10).unwrap_or_default();
        let (month, day) = (day.month(), day.day());
        let digits = [year / 1_000, year / 100, year / 10, year].map(digit);
        let [m, n, d, e] = [month / 10, month, day / 10, day].map(digit);
        self.json.push(b'"');
        self.raw(&digits);
        self.raw(&[b'-', m, n, b'-', d, e, b'"']);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both write the same.
    #[test]
    fn json_is_written_as_the_library_writes_it() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        type Write = Box<dyn Fn(&mut dyn Writer)>;
        let writes: Vec<Write> = vec![
            Box::new(|w| w.null()),
            Box::new(|w| w.text("åäö \"quoted\" \\ \n\u{1}\u{7f}\u{2028} 🙂")),
            Box::new(|w| w.text("")),
            Box::new(|w| w.int(i64::MIN)),
            Box::new(|w| w.int(2_147_483_647)),
            Box::new(|w| w.truth(true)),
            Box::new(|w| w.truth(false)),
            Box::new(|w| w.name("IN_ACTION")),
            Box::new(move |w| w.date(day("2026-11-09"))),
            Box::new(move |w| w.date(day("0987-01-31"))),
            Box::new(move |w| w.date(day("+12026-12-01"))),
            Box::new(move |w| w.date(day("-0044-03-15"))),
            Box::new(|w| {
                w.instant(chrono::DateTime::from_timestamp_micros(1_234_567_890_123_456).expect("an instant"))
            }),
        ];
        for write in writes {
            let (mut value, mut json) = (Value::Null, JsonWriter::default());
            write(&mut value);
            write(&mut json);
            assert_eq!(String::from_utf8(json.json).expect("UTF-8"), serde_json::to_string(&value).expect("JSON"));
        }
    }
}
