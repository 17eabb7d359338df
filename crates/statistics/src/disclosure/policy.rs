//! Which audience sees counts in which way: data with versions, so that an old answer can be explained.

use super::{
    CellKey, ProtectedCount, Salt,
    cell_key::Purpose,
    noise::{self, Table},
};

kernel::text_enum! {
    pub enum Audience as "DisclosureAudience"
        ("Redovisningens målgrupp: för vem antal skyddas.", "Audience: for whom counts are protected.") {
        Owner = "OWNER" ("uppgiftsägare", "data owner",
            ("du svarar för uppgifterna, så de visas som de är",
             "you account for these records, so they are shown as they are")),
        Council = "COUNCIL" ("kompetensråd", "council",
            ("även nav och samarbetspartner: egna uppgifter exakt, andras skyddade",
             "hubs and partners too: own records exactly, others protected")),
        Public = "PUBLIC" ("allmänheten", "public"),
    }
}

kernel::text_enum! {
    /// What one record is, and so how much one person or organisation can move a count.
    pub enum Unit {
        /// One person's, and each person has one: a participation in a project.
        Person = "PERSON" ("en persons enda", "a person's only"),
        /// One person's, who may have several: an enrolment, an outcome.
        Record = "RECORD" ("en av en persons flera", "one of a person's several"),
        /// An organisation's plan: a need.
        Plan = "PLAN" ("en organisations plan", "an organisation's plan"),
    }
}

/// One version of the rule (röjandepolicy) for one audience.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DisclosurePolicy {
    /// Whom it is for.
    pub audience: Audience,
    /// Which noise table; empty where counts are told as they are.
    pub noise: &'static str,
    /// The smallest told base on which a percentage or a mean is made.
    pub min_base: i64,
    /// By so many per cent a contributor's part of a sum is moved, give or take half of that; and the standard deviation of the
    /// noise of each sum, in per cent of the parts of a threshold's number of records.
    pub sum_noise: i64,
    /// First day on which it is used, as year-month-day.
    pub valid_from: &'static str,
    /// Version of the rule.
    pub version: &'static str,
}

const OWNER: DisclosurePolicy = DisclosurePolicy {
    audience: Audience::Owner,
    noise: "",
    min_base: 1,
    sum_noise: 0,
    valid_from: "2026-01-01",
    version: "2026-01",
};

const COUNCIL: DisclosurePolicy = DisclosurePolicy {
    audience: Audience::Council,
    noise: "2026-12",
    min_base: 10,
    sum_noise: 30,
    valid_from: "2026-12-01",
    version: "2026-12",
};

const PUBLIC: DisclosurePolicy = DisclosurePolicy { audience: Audience::Public, ..COUNCIL };

/// What stands behind a cell: the truth, of which nothing is told as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Behind {
    /// Records.
    pub records: i64,
    /// Their key.
    pub key: CellKey,
    /// At least so many different people or organisations, 0–16, where one may stand behind several records.
    pub people: Option<i64>,
    /// The sum over the records, of organisations' parts as [`DisclosurePolicy::moved`] tells them.
    pub amount: i64,
    /// The largest record's part of it, where records wait for days.
    pub largest: i64,
}

/// Of sixteen groups that people are in, so many are not empty when some ten people stand behind a cell (7.6 in the mean); it is
/// held against what is there or one less, by chance.
const PEOPLE_GROUPS: i64 = 6;
/// The same of organisations behind needs: of fewer than five nothing is told.
const PLAN_GROUPS: i64 = 5;

/// Steps of each of the three uniform draws that a sum's noise is made of.
const STEPS: u32 = 1 << 16;

impl DisclosurePolicy {
    /// The rule in force for `audience`.
    pub const fn current(audience: Audience) -> &'static Self {
        match audience {
            Audience::Owner => &OWNER,
            Audience::Council => &COUNCIL,
            Audience::Public => &PUBLIC,
        }
    }

    /// Whether counts are told as they are.
    pub const fn is_exact(&self) -> bool {
        self.noise.is_empty()
    }

    /// Fewest people of whom a number is told beside figures, such as that of a skill gap: as many as of whom a council is told.
    pub fn fewest_people() -> i64 {
        Self::current(Audience::Council).threshold(Unit::Person)
    }

    /// What is less than this, with its noise, is told as zero. One where counts are told as they are.
    pub fn threshold(&self, unit: Unit) -> i64 {
        noise::table(self.noise, unit).map_or(1, |table| table.threshold)
    }

    /// The told count: zero, or the threshold and more. The same records with the same salt are told alike.
    pub fn count(&self, unit: Unit, behind: &Behind, salt: Salt) -> i64 {
        let Some(table) = noise::table(self.noise, unit).filter(|_| behind.records > 0) else { return 0 };
        let noisy = behind.records + drawn(table, behind.key, Purpose::Count, salt);
        let few = match behind.people {
            Some(people) => {
                let asked = if unit == Unit::Plan { PLAN_GROUPS } else { PEOPLE_GROUPS };
                people - i64::from(behind.key.draw(Purpose::People, salt, 2)) < asked
            }
            // A second count with less noise: that a few people are told as ten would prove that they are there.
            None => noise::table(self.noise, Unit::Plan).is_none_or(|narrow| {
                behind.records + drawn(narrow, behind.key, Purpose::People, salt) < table.threshold
            }),
        };
        if noisy < table.threshold || few { 0 } else { noisy }
    }

    /// How far a contributor's parts of sums lean, up or down, in so many steps to twice the percentage: from one to
    /// three times as many. Times a part it can be summed like the part itself.
    pub fn leaning(contributor: CellKey, salt: Salt) -> i64 {
        let drawn = i64::from(contributor.draw(Purpose::Part, salt, 2 * STEPS));
        let (up, step) = (drawn % 2 == 0, drawn / 2);
        let size = i64::from(STEPS) + 2 * step + 1;
        if up { size } else { -size }
    }

    /// A sum of contributors' parts as they stand in every sum told, from what the parts are together, and the parts
    /// times how far each leans: every part is moved up or down by between a half and three halves of
    /// [`Self::sum_noise`] per cent, for good. So it is not learnt from any number of sums with it and without it.
    pub fn moved(&self, amount: i64, leaning: i64) -> i64 {
        let moved = i128::from(leaning) * i128::from(self.sum_noise) / (2 * 100 * i128::from(STEPS));
        amount.saturating_add(i64::try_from(moved).unwrap_or(0))
    }

    /// The told sum beside a told count: zero where that is. Its noise is symmetric and at most three standard deviations, each
    /// of them [`Self::sum_noise`] per cent of the largest record's part or of a threshold's number of records of the mean size.
    pub fn sum(&self, unit: Unit, behind: &Behind, told: i64, salt: Salt) -> i64 {
        if told == 0 {
            return 0;
        }
        let small = behind.amount / behind.records.max(1) * self.threshold(unit);
        let scale = i128::from(behind.largest.max(small)) * i128::from(self.sum_noise);
        // Three uniform draws in (-1, 1) have a variance of one together.
        let third = |part: u64| {
            let key = behind.key.plus(CellKey::of(i64::from(u32::try_from(part).unwrap_or(0))));
            i128::from(key.draw(Purpose::Sum, salt, 2 * STEPS)) * 2 + 1 - i128::from(2 * STEPS)
        };
        let noise = scale * (0..3).map(third).sum::<i128>() / (100 * i128::from(2 * STEPS));
        behind.amount.saturating_add(i64::try_from(noise).unwrap_or(0)).max(0)
    }

    /// How many of the records are within one of the bands that they are divided into: with noise and not cut, for nothing but
    /// the place of the middle is made of it.
    pub fn band(&self, unit: Unit, behind: &Behind, salt: Salt) -> i64 {
        let Some(table) = noise::table(self.noise, unit).filter(|_| behind.records > 0) else { return 0 };
        (behind.records + drawn(table, behind.key, Purpose::Band, salt)).max(0)
    }

    /// A told number as the audience sees it.
    pub const fn told(&self, value: i64) -> ProtectedCount {
        if self.is_exact() { ProtectedCount::exact(value) } else { ProtectedCount::perturbed(value) }
    }
}

fn drawn(table: &Table, key: CellKey, purpose: Purpose, salt: Salt) -> i64 {
    table.noise(key.draw(purpose, salt, noise::WEIGHT))
}
