//! A sentence on how a table was protected, to stand beside it.

use kernel::Lang;

use super::Figures;
use crate::disclosure::Method;

impl Figures {
    /// Skyddsnot: what was done so that nobody can be pointed out.
    pub fn note(&self, lang: Lang) -> String {
        let (hidden, cells) = self.hidden();
        let threshold = self.policy.threshold_for(false);
        let say = |sv: String, en: String| if lang == Lang::Sv { sv } else { en };
        if self.too_large {
            return say(
                "Tabellen är för stor för att skyddas, så inget av den visas.".to_owned(),
                "The table is too large to be protected, so nothing of it is shown.".to_owned(),
            );
        }
        let done = match self.policy.method {
            _ if hidden == 0 && self.all_exact() => {
                return say("Alla tal visas som de är.".to_owned(), "All numbers are shown as they are.".to_owned());
            }
            Method::CellKey => say(
                "Talen har ett litet slumpmässigt brus, så summor kan avvika.".to_owned(),
                "The numbers have a little random noise, so sums may differ.".to_owned(),
            ),
            Method::Round => say(
                "Talen är slumpmässigt avrundade, så summor kan avvika.".to_owned(),
                "The numbers are rounded at random, so sums may differ.".to_owned(),
            ),
            _ => String::new(),
        };
        let kept = match hidden {
            0 => String::new(),
            _ => say(
                format!(
                    "{hidden} av {cells} tal, totaler medräknade, visas inte, så att ingen liten grupp (under {threshold}) kan pekas ut."
                ),
                format!(
                    "{hidden} of {cells} numbers, totals included, are not shown, so that no small group (under {threshold}) can be pointed out."
                ),
            ),
        };
        match (done.is_empty(), kept.is_empty()) {
            (true, true) => say("Avrundade tal.".to_owned(), "Rounded numbers.".to_owned()),
            (false, false) => format!("{done} {kept}"),
            _ => done + &kept,
        }
    }
}
