//! Which audience sees counts in which way: data with versions, so that an old answer can be explained.

kernel::text_enum! {
    /// Who reads the answer.
    pub enum Audience {
        /// Whoever holds the records and accounts for them.
        Owner = "OWNER" ("uppgiftsägare", "data owner"),
        /// Councils, hubs and partner organisations: their own records exactly, others protected.
        Council = "COUNCIL" ("kompetensråd", "council"),
        /// Anyone.
        Public = "PUBLIC" ("allmänheten", "public"),
    }
}

kernel::text_enum! {
    /// What is done to counts.
    pub enum Method {
        /// Nothing.
        None = "NONE" ("ingen", "none"),
        /// Small counts hidden, nothing else: only for lone counts whose totals are not shown.
        Threshold = "THRESHOLD" ("tröskel", "threshold"),
        /// Small counts hidden, and others so that they cannot be worked out.
        Suppress = "SUPPRESS" ("primär och sekundär prickning", "primary and secondary suppression"),
    }
}

/// One version of the rule for one audience (röjandepolicy).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DisclosurePolicy {
    /// Whom it is for.
    pub audience: Audience,
    /// What is done.
    pub method: Method,
    /// The smallest count shown (zero apart).
    pub threshold: i64,
    /// The same where a sensitive characteristic is told.
    pub sensitive_threshold: i64,
    /// The smallest base on which a percentage is shown.
    pub min_base: i64,
    /// Version of the rule, a date.
    pub version: &'static str,
}

/// Under three, the word "small" would itself be the number.
const LEAST_THRESHOLD: i64 = 3;

/// Every version there has been, newest first within an audience.
const POLICIES: &[DisclosurePolicy] = &[
    DisclosurePolicy {
        audience: Audience::Owner,
        method: Method::None,
        threshold: 0,
        sensitive_threshold: 0,
        min_base: 1,
        version: "2026-01",
    },
    DisclosurePolicy {
        audience: Audience::Council,
        method: Method::Suppress,
        threshold: 5,
        sensitive_threshold: 10,
        min_base: 10,
        version: "2026-01",
    },
    DisclosurePolicy {
        audience: Audience::Public,
        method: Method::Suppress,
        threshold: 5,
        sensitive_threshold: 10,
        min_base: 10,
        version: "2026-01",
    },
];

impl DisclosurePolicy {
    /// Every version there has been.
    pub const fn all() -> &'static [Self] {
        POLICIES
    }

    /// The rule in force for `audience`.
    pub const fn current(audience: Audience) -> &'static Self {
        match audience {
            Audience::Owner => &POLICIES[0],
            Audience::Council => &POLICIES[1],
            Audience::Public => &POLICIES[2],
        }
    }

    /// The rule for `audience` in `version`.
    pub fn find(audience: Audience, version: &str) -> Option<&'static Self> {
        POLICIES.iter().find(|policy| policy.audience == audience && policy.version == version)
    }

    /// Counts 1 to this, exclusive, are hidden. One means that nothing is.
    pub fn threshold_for(&self, sensitive: bool) -> i64 {
        let wanted = if sensitive { self.sensitive_threshold.max(self.threshold) } else { self.threshold };
        if self.method == Method::None { 1 } else { wanted.max(LEAST_THRESHOLD) }
    }
}
