//! A sentence on how a table was protected, to stand beside it.

use kernel::Lang;

use super::Figures;

impl Figures {
    /// What is less than this, with its noise, is told as zero; one where all numbers are told as they are.
    pub fn threshold(&self) -> i64 {
        if self.measure.spec().is_open { 1 } else { self.policy.threshold(self.measure.record()) }
    }

    /// Skyddsnot: what was done so that nobody can be pointed out.
    pub fn note(&self, lang: Lang) -> String {
        if self.all_exact() {
            return match lang {
                Lang::Sv => "Alla tal visas som de är.".to_owned(),
                Lang::En => "All numbers are shown as they are.".to_owned(),
            };
        }
        let threshold = self.threshold();
        let noise = match lang {
            Lang::Sv => format!(
                "Talen har ett litet slumpmässigt brus, så summor kan avvika. 0 betyder inga eller färre än omkring {threshold}."
            ),
            Lang::En => format!(
                "The numbers have a little random noise, so sums may differ. 0 means none or fewer than about {threshold}."
            ),
        };
        match (self.as_of, lang) {
            (Some(day), Lang::Sv) => format!("{noise} Andras uppgifter till och med {day}."),
            (Some(day), Lang::En) => format!("{noise} Others' records up to {day}."),
            (None, Lang::Sv) => format!("{noise} Andras uppgifter har inte publicerats än."),
            (None, Lang::En) => format!("{noise} Others' records have not been published yet."),
        }
    }
}
