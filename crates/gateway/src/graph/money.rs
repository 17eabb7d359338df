//! Money in inputs.

use async_graphql::InputObject;
use kernel::{Error, Money, Result, error::rules};

/// Belopp.
#[derive(Clone, Debug, InputObject)]
pub struct MoneyInput {
    /// Belopp i kronor: decimal text with a point and at most two decimals, e.g. `29177901` or `1200000.50`.
    amount: String,
    /// Valuta: ISO 4217, only `SEK` so far.
    #[graphql(default = "SEK")]
    currency: String,
}

impl MoneyInput {
    /// The amount given at `field`.
    ///
    /// # Errors
    /// `Invalid` for another currency or a text that is not an amount.
    pub fn money(&self, field: &str) -> Result<Money> {
        if self.currency != Money::CURRENCY {
            return Err(Error::invalid(format!("{field}.currency"), rules::CODE_IS_UNKNOWN));
        }
        let minor = minor(self.amount.trim());
        minor.ok_or_else(|| Error::invalid(format!("{field}.amount"), rules::NUMBER_IS_OUT_OF_RANGE))
    }
}

fn minor(text: &str) -> Option<Money> {
    let (kronor, decimals) = text.split_once('.').unwrap_or((text, "00"));
    let digits = |part: &str, most| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(kronor, 15) || !digits(decimals, 2) {
        return None;
    }
    let minor: i64 = format!("{kronor}{decimals:0<2}").parse().ok()?;
    Some(Money { minor })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_to_the_ore_and_nothing_else_is() {
        let read = |text: &str| minor(text).map(|money| money.minor);
        assert_eq!(read("29177901"), Some(2_917_790_100));
        assert_eq!(read("29177901.00"), Some(2_917_790_100));
        assert_eq!(read("0.5"), Some(50));
        for wrong in ["", ".", "1.", ".5", "-1", "+1", "1,5", "1e3", "1.005", "1 000", "1234567890123456"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
