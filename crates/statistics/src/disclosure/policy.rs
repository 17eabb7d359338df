//! Which audience sees counts in which way: data with versions, so that an old answer can be explained.
//!
//! Rows are never changed and never removed: a new rule is a new row with a later date.

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
    /// What kind of table the rule is for.
    pub enum Release {
        /// One of the built-in tables, always with the same cells; see [`super::predefined`].
        Predefined = "PREDEFINED" ("fast tabell", "predefined table"),
        /// Whatever anyone asks.
        Free = "FREE" ("fri fråga", "free question"),
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
        /// Noise that follows from which records are counted.
        CellKey = "CELL_KEY" ("cellnyckelmetoden", "cell key method"),
        /// Rounded up or down to a base, at random, by which records are counted.
        Round = "ROUND" ("slumpmässig avrundning", "random rounding"),
    }
}

/// One version of the rule for one audience and kind of table (röjandepolicy).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DisclosurePolicy {
    /// Whom it is for.
    pub audience: Audience,
    /// Which tables it is for.
    pub release: Release,
    /// What is done.
    pub method: Method,
    /// The smallest count shown (zero apart).
    pub threshold: i64,
    /// The same where a sensitive characteristic is told.
    pub sensitive_threshold: i64,
    /// What counts are rounded to, by [`Method::Round`].
    pub rounding_base: i64,
    /// Which perturbation table, by [`Method::CellKey`].
    pub p_table: &'static str,
    /// The smallest base on which a percentage is shown.
    pub min_base: i64,
    /// An organisation with more than so many per cent of a sum is told by the sum.
    pub dominant_share: i64,
    /// The second largest contributor must not be able to reckon the largest closer than so many per cent.
    pub p_percent: i64,
    /// Most dimensions of one table.
    pub max_dimensions: usize,
    /// First day on which it is used, as year-month-day.
    pub valid_from: &'static str,
    /// Version of the rule.
    pub version: &'static str,
}

/// Under three, the word "small" would itself be the number.
const LEAST_THRESHOLD: i64 = 3;

/// The owner's: nothing is done.
const OWNER: DisclosurePolicy = DisclosurePolicy {
    audience: Audience::Owner,
    release: Release::Free,
    method: Method::None,
    threshold: 0,
    sensitive_threshold: 0,
    rounding_base: 1,
    p_table: "",
    min_base: 1,
    dominant_share: 100,
    p_percent: 0,
    max_dimensions: 5,
    valid_from: "2026-01-01",
    version: "2026-01",
};

/// What councils and the public have in common in the first version: every table suppressed.
const SUPPRESSED: DisclosurePolicy = DisclosurePolicy {
    audience: Audience::Council,
    method: Method::Suppress,
    threshold: 5,
    sensitive_threshold: 10,
    rounding_base: 5,
    min_base: 10,
    dominant_share: 85,
    ..OWNER
};

/// The second version's tables of fixed shape.
const PREDEFINED: DisclosurePolicy = DisclosurePolicy {
    release: Release::Predefined,
    p_percent: 10,
    valid_from: "2026-11-22",
    version: "2026-11",
    ..SUPPRESSED
};

/// The second version's free questions.
const FREE: DisclosurePolicy =
    DisclosurePolicy { release: Release::Free, method: Method::CellKey, p_table: "2026-11", ..PREDEFINED };

/// Every version there has been, newest first.
const POLICIES: &[DisclosurePolicy] = &[
    FREE,
    PREDEFINED,
    DisclosurePolicy { audience: Audience::Public, ..FREE },
    DisclosurePolicy { audience: Audience::Public, ..PREDEFINED },
    OWNER,
    DisclosurePolicy { release: Release::Predefined, ..OWNER },
    SUPPRESSED,
    DisclosurePolicy { audience: Audience::Public, ..SUPPRESSED },
];

impl DisclosurePolicy {
    /// Every version there has been, newest first.
    pub const fn all() -> &'static [Self] {
        POLICIES
    }

    /// The rule in force for free questions of `audience`.
    pub const fn current(audience: Audience) -> &'static Self {
        match audience {
            Audience::Council => &POLICIES[0],
            Audience::Public => &POLICIES[2],
            Audience::Owner => &POLICIES[4],
        }
    }

    /// The rule in force for the predefined tables, as `audience` sees them.
    pub const fn predefined(audience: Audience) -> &'static Self {
        match audience {
            Audience::Council => &POLICIES[1],
            Audience::Public => &POLICIES[3],
            Audience::Owner => &POLICIES[5],
        }
    }

    /// The rule in force for free questions about records that carry no key, which noise therefore cannot follow:
    /// what is open to everyone as it is.
    pub const fn without_keys(audience: Audience) -> &'static Self {
        match audience {
            Audience::Owner => Self::current(audience),
            _ => Self::predefined(audience),
        }
    }

    /// The rules for `audience` in `version`.
    pub fn find(audience: Audience, release: Release, version: &str) -> Option<&'static Self> {
        let same = |policy: &&Self| (policy.audience, policy.release, policy.version) == (audience, release, version);
        POLICIES.iter().find(same)
    }

    /// Counts 1 to this, exclusive, are hidden. One means that nothing is.
    pub fn threshold_for(&self, sensitive: bool) -> i64 {
        let wanted = if sensitive { self.sensitive_threshold.max(self.threshold) } else { self.threshold };
        if self.method == Method::None { 1 } else { wanted.max(LEAST_THRESHOLD) }
    }

    /// What counts are rounded to: never finer than the threshold, so that no small count is shown.
    pub fn base_for(&self, sensitive: bool) -> i64 {
        self.rounding_base.max(self.threshold_for(sensitive))
    }
}
