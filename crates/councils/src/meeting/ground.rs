//! On what ground something of a meeting is not for everyone.

use kernel::text_enum;

text_enum! {
    pub enum LegalGround ("Rättslig grund för att inte lämna ut.", "Legal ground for not disclosing.") {
        Osl19 = "OSL_19" ("19 kap. OSL", "OSL, chapter 19", ("det allmännas ekonomiska intresse", "economic interests of the public")),
        Osl21 = "OSL_21" ("21 kap. OSL", "OSL, chapter 21", ("enskildas personliga förhållanden", "private circumstances of individuals")),
        Osl23 = "OSL_23" ("23 kap. OSL", "OSL, chapter 23", ("enskilda i utbildning", "individuals in education")),
        Osl28 = "OSL_28" ("28 kap. OSL", "OSL, chapter 28", ("enskilda hos arbetsmarknadsmyndigheter", "individuals at labour market authorities")),
        Osl30 = "OSL_30" ("30 kap. OSL", "OSL, chapter 30", ("enskilda vid tillsyn av näringslivet", "individuals in supervision of business")),
        Osl31 = "OSL_31" ("31 kap. OSL", "OSL, chapter 31", ("enskildas affärs- och driftförhållanden", "business circumstances of individuals")),
        Osl39 = "OSL_39" ("39 kap. OSL", "OSL, chapter 39", ("enskilda i personaladministration", "individuals in staff administration")),
        Gdpr = "GDPR" ("Dataskyddsförordningen", "General Data Protection Regulation"),
        Other = "OTHER" ("Annan bestämmelse", "Another provision", ("som anges", "which is stated")),
    }
}
