//! An invented population: in memory, where it is attacked, and as statements, from which the real answers come.

use std::sync::LazyLock;

use statistics::figures::Breakdown;

/// Chance that comes out the same each time.
#[derive(Clone, Debug)]
pub struct Draw(u64);

impl Draw {
    pub fn of(seed: u64) -> Self {
        let mut draw = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        // Seeds beside each other begin alike.
        (0..8).for_each(|_| {
            draw.next();
        });
        draw
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    pub fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// Once in so many.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A record's key.
    pub fn key(&mut self) -> i64 {
        (self.next() >> 4) as i64
    }
}

/// A dimension with its codes in the order in which records name them.
pub struct Dim {
    pub by: Breakdown,
    pub codes: Vec<String>,
}

pub const COUNCIL: usize = 0;
pub const ORGANISATION: usize = 1;
pub const PROJECT: usize = 2;
pub const MUNICIPALITY: usize = 3;
pub const COUNTY: usize = 4;
pub const SEX: usize = 5;
pub const AGE: usize = 6;
pub const SITUATION: usize = 7;
pub const LEVEL: usize = 8;
pub const INDUSTRY: usize = 9;
pub const STATUS: usize = 10;
pub const RESULT: usize = 11;
pub const HUB: usize = 12;
pub const EFFORT: usize = 13;
pub const EFFORT_KIND: usize = 14;
pub const PROVIDER: usize = 15;
pub const ENROLMENT_STATUS: usize = 16;
pub const CAUSE: usize = 17;
pub const HORIZON: usize = 18;
pub const BASIS: usize = 19;
pub const NEED_STATUS: usize = 20;
pub const YEAR: usize = 21;
pub const QUARTER: usize = 22;
const ALL: usize = 23;

/// Nothing of a dimension.
pub const NOTHING: u8 = u8::MAX;
/// The quarter of the year under way.
pub const LATE: u8 = 12;
pub const ORGANISATIONS: usize = 24;

const LETTERS: &[u8] = b"0123456789abcdefghjkmnpqrstvwxyz";
const PLACES: [&str; 4] = ["1480", "1401", "1980", "0380"];
const COUNTIES: [u8; 4] = [0, 0, 1, 2];
const INDUSTRIES: [&str; 3] = ["29102", "62010", "41200"];
const LEVELS: [&str; 3] = ["206", "336", "537"];
const AGES: [u8; 5] = [17, 20, 27, 40, 60];
/// The last is that there is none.
const RESULTS: [&str; 5] = ["NEW_JOB", "QUALIFICATION", "IN_EDUCATION", "NO_CHANGE", "NONE"];
const NO_RESULT: u8 = 4;

/// Readable ids: 26 characters of the alphabet, of which the last says which group of sixteen a person is in.
pub fn id(kind: &str, number: usize) -> String {
    format!("{kind:0>10}{number:015}{}", char::from(LETTERS[number * 7 % 32]))
}

fn group(number: usize) -> u8 {
    (number * 7 % 32 % 16) as u8
}

pub static DIMS: LazyLock<Vec<Dim>> = LazyLock::new(|| {
    use Breakdown as B;
    let dim = |by, codes: &[&str]| Dim { by, codes: codes.iter().map(|code| (*code).to_owned()).collect() };
    let of = |by, kind: &str, count: usize| Dim { by, codes: (1..=count).map(|n| id(kind, n)).collect() };
    let years = ["2023", "2024", "2025", "2026"];
    let quarters = (0..=LATE).map(|when| format!("{}-Q{}", years[usize::from(when / 4)], when % 4 + 1)).collect();
    vec![
        of(B::Council, "c", 2),
        of(B::Organisation, "rg", ORGANISATIONS),
        of(B::Project, "pr", 3),
        dim(B::Municipality, &PLACES),
        dim(B::County, &["14", "19", "03"]),
        dim(B::Sex, &["FEMALE", "MALE", "NON_BINARY", "UNKNOWN"]),
        dim(B::AgeBand, &["0-17", "18-24", "25-29", "30-54", "55+"]),
        dim(B::EmploymentSituation, &["EMPLOYED", "UNEMPLOYED", "UNDER_NOTICE", "INACTIVE"]),
        dim(B::EducationLevel, &["2", "3", "5"]),
        dim(B::Industry, &["C", "J", "F"]),
        dim(B::Status, &["ACTIVE", "EXITED", "FOLLOWED_UP"]),
        dim(B::OutcomeKind, &RESULTS),
        of(B::Hub, "h", 2),
        of(B::Effort, "e", 4),
        dim(B::EffortKind, &["COURSE", "VALIDATION"]),
        Dim { by: B::Provider, codes: vec![id("rg", ORGANISATIONS - 1), id("rg", ORGANISATIONS)] },
        dim(B::Status, &["COMPLETED", "STARTED", "DROPPED_OUT"]),
        dim(B::Cause, &["TECHNOLOGY_SHIFT", "GROWTH", "RETIREMENT", "OTHER"]),
        dim(B::Horizon, &["SHORT", "MEDIUM", "LONG"]),
        dim(B::Basis, &["NEW_RECRUITS", "INCUMBENTS", "BOTH"]),
        dim(B::Status, &["QUALIFIED", "ENDORSED", "MET"]),
        dim(B::Year, &years),
        Dim { by: B::Quarter, codes: quarters },
    ]
});

/// One record of whatever kind.
#[derive(Clone, Debug)]
pub struct Record {
    /// The code of each dimension.
    pub at: [u8; ALL],
    pub key: i64,
    /// The group of sixteen that the person or organisation behind it is in.
    pub group: u8,
    pub amount: i64,
    /// The person or need.
    pub who: usize,
    /// Her participation.
    pub entry: usize,
}

impl Record {
    fn blank(when: u8, key: i64) -> Self {
        let mut at = [NOTHING; ALL];
        (at[YEAR], at[QUARTER]) = (when / 4, when);
        Self { at, key, group: 0, amount: 0, who: 0, entry: 0 }
    }

    /// The same of somebody else, with the participation that it had.
    pub fn renumber(&mut self, by: usize) {
        self.who += by;
    }

    pub fn is_late(&self) -> bool {
        self.at[QUARTER] == LATE
    }
}

/// Everything there is.
#[derive(Clone, Debug, Default)]
pub struct Population {
    pub participants: Vec<Record>,
    pub enrolments: Vec<Record>,
    pub outcomes: Vec<Record>,
    pub needs: Vec<Record>,
}

/// What a person is: half the time as her class has it, else as it happens, the first codes more often.
pub fn person(draw: &mut Draw, who: usize) -> Record {
    let when = if draw.once_in(25) { LATE } else { draw.below(usize::from(LATE)) as u8 };
    let mut record = Record { who, entry: who, group: group(who), ..Record::blank(when, draw.key()) };
    let class = draw.below(4);
    for (dim, codes) in [
        (COUNCIL, 2),
        (ORGANISATION, 12),
        (PROJECT, 3),
        (MUNICIPALITY, 4),
        (AGE, 5),
        (SITUATION, 4),
        (LEVEL, 3),
        (INDUSTRY, 3),
        (STATUS, 3),
    ] {
        let common = draw.below(codes).min(draw.below(codes));
        record.at[dim] = if draw.once_in(2) { (class + dim) % codes } else { common } as u8;
    }
    record.at[COUNTY] = COUNTIES[usize::from(record.at[MUNICIPALITY])];
    record.at[SEX] =
        if draw.once_in(30) { 2 + draw.below(2) } else { usize::from(draw.below(9) > 4 + class / 2) } as u8;
    let usual = (record.at[SITUATION] + record.at[SEX]) % 5;
    record.at[RESULT] = if draw.once_in(3) { usual } else { [NO_RESULT, NO_RESULT, 0, 1, 2, 3][draw.below(6)] };
    record
}

impl Population {
    /// So many people, with up to three enrolments each and perhaps an outcome, and a third as many needs.
    pub fn drawn(draw: &mut Draw, people: usize) -> Self {
        let mut all = Self { participants: (1..=people).map(|who| person(draw, who)).collect(), ..Self::default() };
        for participant in &all.participants {
            let (times, first) = (draw.below(4), draw.below(4));
            let mut enrolled: Vec<Record> =
                (0..times).map(|nth| enrolment(draw, participant, (first + nth) % 4)).collect();
            let result = participant.at[RESULT];
            if result != NO_RESULT {
                // It is recorded of the first enrolment, too, if there is one.
                let mut outcome = match enrolled.first_mut() {
                    Some(first) => {
                        first.at[RESULT] = result;
                        first.clone()
                    }
                    None => at_effort(participant, first),
                };
                outcome.at[RESULT] = result;
                all.outcomes.push(outcome);
            }
            all.enrolments.append(&mut enrolled);
        }
        all.needs = (1..=people / 3).map(|who| need(draw, who)).collect();
        all
    }

    /// The statements that make it, `councils` and the like being there.
    pub fn statements(&self) -> Vec<String> {
        let code = |record: &Record, dim: usize| match record.at[dim] {
            NOTHING => "NULL".to_owned(),
            at => format!("'{}'", DIMS[dim].codes[usize::from(at)]),
        };
        let participations = self.participants.iter().map(|record| {
            format!(
                "('{}', 1, '{}', {}, {}, {}, {}, '{}', {}, {}, {}, false, '{}', '{}', '{}', 'NOT_ASKED', 'NOT_ASKED', true, {}, true)",
                id("d", record.entry), id("p", record.who), code(record, PROJECT), code(record, ORGANISATION), code(record, COUNCIL),
                code(record, STATUS), day(record), code(record, SEX), AGES[usize::from(record.at[AGE])], code(record, SITUATION),
                LEVELS[usize::from(record.at[LEVEL])], PLACES[usize::from(record.at[MUNICIPALITY])],
                INDUSTRIES[usize::from(record.at[INDUSTRY])], record.key,
            )
        });
        let enrolments = self.enrolments.iter().map(|record| {
            format!(
                "('{}', 1, '{}', {}, {}, {}, {}, {}, '{}', '{}', {}, {}, 'NOMINATION', '{}', {}, {}, true)",
                enrolment_id(record),
                id("cc", usize::from(record.at[EFFORT]) + 1),
                code(record, EFFORT),
                code(record, HUB),
                code(record, COUNCIL),
                code(record, PROJECT),
                code(record, PROVIDER),
                id("p", record.who),
                id("d", record.entry),
                code(record, ORGANISATION),
                code(record, ENROLMENT_STATUS),
                day(record),
                record.amount,
                record.key,
            )
        });
        let outcomes = self.outcomes.iter().map(|record| {
            let enrolment = if record.at[ENROLMENT_STATUS] == NOTHING {
                "NULL".to_owned()
            } else {
                format!("'{}'", enrolment_id(record))
            };
            format!(
                "('{}', 1, {enrolment}, '{}', {}, {}, {}, {}, '{}', {}, {}, 'RECORDED', 'HUB', '{}', 0)",
                id("t", record.who),
                id("d", record.entry),
                code(record, EFFORT),
                code(record, HUB),
                code(record, COUNCIL),
                code(record, PROJECT),
                id("p", record.who),
                code(record, ORGANISATION),
                code(record, RESULT),
                day(record),
            )
        });
        let needs = self.needs.iter().map(|record| {
            format!(
                "('{}', 1, {}, {}, 'N', 'n', {}, {}, {}, {}, 'ALL', '{}', '{}', {}, '{}', {}, true)",
                id("nd", record.who),
                code(record, COUNCIL),
                code(record, ORGANISATION),
                code(record, NEED_STATUS),
                code(record, BASIS),
                code(record, CAUSE),
                code(record, HORIZON),
                INDUSTRIES[usize::from(record.at[INDUSTRY])],
                PLACES[usize::from(record.at[MUNICIPALITY])],
                record.amount,
                day(record),
                record.key,
            )
        });
        [
            inserts(
                "participations (id, version, participant_id, project_id, organisation_id, council_id, status, starts_on, sex, age_at_entry, \
                 employment_situation, in_education, sun_level_code, municipality_code, sni_code, disability, minority, is_complete, \
                 record_key, demonstration)",
                participations.collect(),
            ),
            inserts(
                "enrolments (id, version, occasion_id, effort_id, hub_id, council_id, project_id, provider_id, participant_id, \
                 participation_id, organisation_id, status, source, applied_on, minutes, record_key, demonstration)",
                enrolments.collect(),
            ),
            inserts(
                "outcomes (id, version, enrolment_id, participation_id, effort_id, hub_id, council_id, project_id, participant_id, \
                 organisation_id, kind, status, source, observed_on, recorded_at)",
                outcomes.collect(),
            ),
            inserts(
                "needs (id, version, council_id, organisation_id, title, title_key, status, basis, cause, horizon, target_group, sni_code, \
                 municipality_code, people_needed, reported_on, record_key, demonstration)",
                needs.collect(),
            ),
        ]
        .concat()
    }
}

fn at_effort(participant: &Record, effort: usize) -> Record {
    let mut record = participant.clone();
    for (dim, code) in [(EFFORT, effort), (HUB, effort % 2), (EFFORT_KIND, effort % 2), (PROVIDER, effort / 2)] {
        record.at[dim] = code as u8;
    }
    record
}

fn enrolment(draw: &mut Draw, participant: &Record, effort: usize) -> Record {
    let mut record =
        Record { key: draw.key(), amount: 60 + 30 * draw.below(40) as i64, ..at_effort(participant, effort) };
    record.at[ENROLMENT_STATUS] = draw.below(3).min(draw.below(3)) as u8;
    (record.at[STATUS], record.at[RESULT]) = (NOTHING, NO_RESULT);
    record
}

fn need(draw: &mut Draw, who: usize) -> Record {
    let mut record = Record { who, ..Record::blank(draw.below(usize::from(LATE)) as u8, draw.key()) };
    for (dim, codes) in [
        (COUNCIL, 2),
        (ORGANISATION, ORGANISATIONS),
        (MUNICIPALITY, 4),
        (INDUSTRY, 3),
        (CAUSE, 4),
        (HORIZON, 3),
        (BASIS, 3),
        (NEED_STATUS, 3),
    ] {
        record.at[dim] = draw.below(codes).min(draw.below(codes)) as u8;
    }
    record.at[COUNTY] = COUNTIES[usize::from(record.at[MUNICIPALITY])];
    record.group = group(usize::from(record.at[ORGANISATION]) + 1);
    record.amount = 1 + draw.below(30) as i64;
    record
}

fn enrolment_id(record: &Record) -> String {
    id("n", record.who * 4 + usize::from(record.at[EFFORT]))
}

fn day(record: &Record) -> String {
    format!("{}-{:02}-15", 2023 + u16::from(record.at[YEAR]), record.at[QUARTER] % 4 * 3 + 2)
}

fn inserts(into: &str, rows: Vec<String>) -> Vec<String> {
    rows.chunks(400).map(|rows| format!("INSERT INTO {into} VALUES {}", rows.join(", "))).collect()
}

/// The statements that make whatever records speak of, and so many people.
pub fn furnishing(blob: &str, people: usize) -> Vec<String> {
    let mut all: Vec<String> = (1..=2)
        .map(|n| format!("INSERT INTO councils (id, version, kind, name, name_key, status, parent_id, region_code, founded_year, charter_on, demonstration, created_at) \
             VALUES ('{}', 1, 'REGIONAL', 'R{n}', 'r{n}', 'ACTIVE', NULL, NULL, NULL, NULL, true, 0)", id("c", n)))
        .collect();
    for n in 1..=ORGANISATIONS {
        all.push(format!(
            "INSERT INTO organisations VALUES ('{}', 1, NULL, false, 'O{n}', 'o{n}', 'COMPANY', NULL, NULL, true, 0)",
            id("rg", n)
        ));
    }
    for n in 1..=3 {
        all.push(format!(
            "INSERT INTO projects (id, version, name, name_key, status, owner_id, programme_period, planned_precision, money_precision, demonstration)
             VALUES ('{}', 1, 'P{n}', 'p{n}', 'STARTED', '{}', '2014-2020', 'EXACT', 'EXACT', true)", id("pr", n), id("rg", 1)));
    }
    for n in 0..4 {
        let (effort, hub, council, provider) =
            (id("e", n + 1), id("h", n % 2 + 1), id("c", n % 2 + 1), id("rg", ORGANISATIONS - 1 + n / 2));
        let kind = ["COURSE", "VALIDATION"][n % 2];
        all.push(format!(
            "INSERT INTO efforts (id, version, hub_id, council_id, project_id, provider_id, title, title_key, kind, status, delivery, target_group, hours, reusable, demonstration, created_at)
             VALUES ('{effort}', 1, '{hub}', '{council}', '{}', '{provider}', 'E{n}', 'e{n}', '{kind}', 'OPEN', 'PLACE', 'ALL', 8, false, true, 0)", id("pr", 1)));
        all.push(format!(
            "INSERT INTO occasions (id, version, effort_id, hub_id, council_id, status, starts_on, ends_on, delivery, capacity)
             VALUES ('{}', 1, '{effort}', '{hub}', '{council}', 'FINISHED', '2021-03-01', '2021-03-31', 'PLACE', 9999)", id("cc", n + 1)));
    }
    let people = (1..=people).map(|n| format!("('{}', 1, 'OTHER', {blob}, NULL, {blob}, false, true, 0)", id("p", n)));
    all.extend(inserts("participants (id, version, identity_kind, identity_sealed, identity_index, name_sealed, protected, demonstration, created_at)", people.collect()));
    all
}
