//! Money in minor units.

use std::fmt;

use crate::{
    command,
    command::{Base, Bound, Command, FieldErrors, Json, Kind, Plain, line, read_group, unbounded},
    error::{bounded_line, rules},
};

/// An amount in öre of Swedish kronor (the service's only currency so far).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money {
    /// Öre: 1 krona = 100.
    pub minor: i64,
}

/// An amount as it is written. Ten digits of money are nobody's number, whatever they look like.
const AMOUNT: Bound<String> = Bound { kind: Kind::Line { max: 18 }, check: |_, text| bounded_line(&text, 18) };

command! {
    pub struct MoneyInput as "MoneyInput" ("Belopp.", "An amount of money.") {
        amount: String as "amount" [AMOUNT]
            ("Belopp i kronor: siffror med punkt och högst två decimaler, t.ex. `1200000.50`.",
             "Amount in kronor: digits with a point and at most two decimals, e.g. `1200000.50`."),
        currency: String as "currency" = "\"SEK\"" [line(3)]
            ("Valuta enligt ISO 4217; bara `SEK` än så länge.", "Currency by ISO 4217; only `SEK` so far."),
    }
}

impl Money {
    /// ISO 4217 code.
    pub const CURRENCY: &'static str = "SEK";

    /// Whole kronor.
    pub const fn kronor(kronor: i64) -> Self {
        Self { minor: kronor * 100 }
    }

    /// The amount that a decimal text with a point and at most two decimals tells.
    pub fn parse(text: &str) -> Option<Self> {
        let (kronor, decimals) = text.split_once('.').unwrap_or((text, "00"));
        let digits = |part: &str, most| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(kronor, 15) || !digits(decimals, 2) {
            return None;
        }
        let minor: i64 = format!("{kronor}{decimals:0<2}").parse().ok()?;
        Some(Self { minor })
    }
}

/// Kronor with two decimals, as [`Money::parse`] reads them.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.minor < 0 { "-" } else { "" };
        let minor = self.minor.unsigned_abs();
        write!(f, "{sign}{}.{:02}", minor / 100, minor % 100)
    }
}

impl Base for Money {
    fn from_json(given: &Json, errors: &mut FieldErrors) -> Option<Self> {
        let MoneyInput { amount, currency } = read_group(given, errors)?;
        if currency != Self::CURRENCY {
            return errors.add("currency", rules::CODE_IS_UNKNOWN);
        }
        Self::parse(amount.trim()).or_else(|| errors.add("amount", rules::AMOUNT_IS_WRONG))
    }
}

impl Plain for Money {
    const BOUND: Bound<Self> = unbounded(Kind::Group(MoneyInput::TABLE));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_to_the_ore_and_nothing_else_is() {
        let read = |text: &str| Money::parse(text).map(|money| money.minor);
        assert_eq!(read("29177901"), Some(2_917_790_100));
        assert_eq!(read("29177901.00"), Some(2_917_790_100));
        assert_eq!(read("0.5"), Some(50));
        assert_eq!(Money { minor: 50 }.to_string(), "0.50");
        for wrong in ["", ".", "1.", ".5", "-1", "+1", "1,5", "1e3", "1.005", "150 000,50", "1234567890123456"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
