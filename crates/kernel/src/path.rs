//! By which way needs are answered and efforts come about.

use crate::text_enum;

text_enum! {
    pub enum Path as "TriagePath" ("Väg: hur ett behov ska mötas.", "Path: how a need is to be answered.") {
        UseExisting = "USE_EXISTING" ("Använd befintligt utbud", "Use what exists"),
        AdaptExisting = "ADAPT_EXISTING" ("Anpassa befintligt utbud", "Adapt what exists"),
        CommissionPublic = "COMMISSION_PUBLIC" ("Beställ av det offentliga utbildningssystemet", "Commission public education"),
        Procure = "PROCURE" ("Upphandla", "Procure"),
        InHouse = "IN_HOUSE" ("Genomför internt eller kollegialt", "In-house or collegial"),
        Refer = "REFER" ("Hänvisa vidare", "Refer elsewhere"),
    }
}
