//! Importing into a real database: what is written, what is not, and what the report says.

use std::sync::Arc;

use access::{Actor, Assignment, Request, Role};
use chrono::NaiveDate;
use gateway::App;
use import::{Kind, Mode, Order, Outcome, Report};
use kernel::{
    FixedClock, Id, PersonalIdentity, SequentialIds,
    id::{CouncilId, HubId, OccasionId, OrganisationId, ProjectId},
};
use kompetensnav::wiring;
use migrations::MigratorTrait;
use participants::{
    participant::Person,
    participation::{Answer, EmploymentSituation, Entry, RegisterParticipation, Registrant},
};
use sea_orm::{ConnectionTrait, Statement};
use store::{Connect, Db, Sealer};

const ADA: &str = "19090527-1474";

struct Fixture {
    db: Db,
    app: App,
    employer: OrganisationId,
    council: CouncilId,
    project: ProjectId,
    occasion: OccasionId,
    _dir: tempfile::TempDir,
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

impl Fixture {
    async fn open() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}", dir.path().join("test.db").display());
        let now = day("2026-11-22").and_hms_opt(8, 0, 0).expect("a time").and_utc();
        let (clock, ids) = (Arc::new(FixedClock(now)), Arc::new(SequentialIds::starting_at(1 << 90)));
        let seal = Sealer::new(&[5; 32]).expect("a seal");
        let db =
            Db::connect(&Connect { durable: false, ..Connect::to(url) }, clock, ids, seal).await.expect("a database");
        migrations::Migrator::up(db.connection(), None).await.expect("tables");
        let fixture = Self {
            app: wiring::services(&db),
            employer: Id::new(db.ids()),
            council: Id::new(db.ids()),
            project: Id::new(db.ids()),
            occasion: Id::new(db.ids()),
            db,
            _dir: dir,
        };
        fixture.furnish().await;
        fixture
    }

    async fn furnish(&self) {
        let Self { employer, council, project, occasion, db, .. } = self;
        let (hub, effort): (HubId, String) =
            (Id::new(db.ids()), Id::<kernel::id::kind::Effort>::new(db.ids()).to_string());
        let sql = format!(
            "INSERT INTO organisations (id, version, number, number_is_personal, name, name_key, kind, demonstration, created_at)
             VALUES ('{employer}', 1, '5560160680', false, 'Verkstaden AB', 'verkstaden ab', 'COMPANY', true, 0);
             INSERT INTO councils (id, version, kind, name, name_key, status, demonstration, created_at)
             VALUES ('{council}', 1, 'REGIONAL', 'Rådet', 'radet', 'ACTIVE', true, 0);
             INSERT INTO hubs (id, version, council_id, operator_id, name, name_key, status, established_on, demonstration)
             VALUES ('{hub}', 1, '{council}', '{employer}', 'Navet', 'navet', 'PERMANENT', '2020-01-01', true);
             INSERT INTO projects (id, version, name, name_key, status, owner_id, programme_period, planned_precision,
                money_precision, starts_on, demonstration)
             VALUES ('{project}', 1, 'P', 'p', 'STARTED', '{employer}', '2021-2027', 'EXACT', 'EXACT', '2020-01-01', true);
             INSERT INTO efforts (id, version, hub_id, council_id, project_id, title, title_key, kind, status, delivery,
                target_group, hours, reusable, demonstration, created_at)
             VALUES ('{effort}', 1, '{hub}', '{council}', '{project}', 'Svets', 'svets', 'COURSE', 'OPEN', 'PLACE',
                'EMPLOYEES', 40, false, true, 0);
             INSERT INTO occasions (id, version, effort_id, hub_id, council_id, project_id, status, starts_on, ends_on,
                delivery, capacity)
             VALUES ('{occasion}', 1, '{effort}', '{hub}', '{council}', '{project}', 'CONFIRMED', '2027-01-11', '2027-01-15',
                'PLACE', 12);"
        );
        db.connection().execute_unprepared(&sql).await.expect("furniture");
    }

    fn holder(&self, held: Assignment) -> Arc<Request> {
        Arc::new(Request::new(Actor::signed_in("local".into(), "import".into(), vec![held]), "r"))
    }

    fn admin(&self) -> Arc<Request> {
        self.holder(Assignment::bare(Role::SystemAdmin))
    }

    fn contact(&self, organisation: OrganisationId) -> Arc<Request> {
        self.holder(Assignment { organisation: Some(organisation), ..Assignment::bare(Role::OrgContact) })
    }

    async fn import(&self, who: &Arc<Request>, kind: Kind, key: &str, mode: Mode, file: &str) -> Report {
        let order = Order { kind, key: key.to_owned(), source: String::new(), mode, codes_as_written: false };
        import::import(&self.app, who, &order, file.as_bytes()).await.expect("a report")
    }

    async fn organisations(&self, mode: Mode, file: &str) -> Report {
        self.import(&self.admin(), Kind::Organisations, "kund-id", mode, file).await
    }

    async fn count(&self, table: &str) -> i64 {
        let sql = format!("SELECT count(*) FROM {table}");
        let backend = self.db.connection().get_database_backend();
        let rows = self.db.all(Statement::from_string(backend, sql)).await.expect("rows");
        rows[0].try_get_by_index(0).expect("a count")
    }

    /// What an import may write to.
    async fn counts(&self) -> [i64; 7] {
        let mut counts = [0; 7];
        let tables =
            ["organisations", "organisation_names", "needs", "enrolments", "import_keys", "audit_entries", "outbox"];
        for (count, table) in counts.iter_mut().zip(tables) {
            *count = self.count(table).await;
        }
        counts
    }

    async fn register_ada(&self) {
        let identity = PersonalIdentity::parse(ADA, self.db.clock().today()).expect("a number");
        let command = RegisterParticipation {
            project: self.project,
            registrant: Registrant::Person(Person { identity, name: "Ada Berg".into(), protected: false }),
            organisation: Some(self.employer),
            council: Some(self.council),
            starts_on: day("2026-01-12"),
            entry: Entry {
                sex: None,
                birth_date: None,
                employment_situation: EmploymentSituation::Employed,
                in_education: false,
                sun_level: None,
                municipality: None,
                ssyk: None,
                sni: None,
                disability: Answer::No,
                minority: Answer::No,
            },
        };
        let manager = Assignment { project: Some(self.project), ..Assignment::bare(Role::ProjectManager) };
        self.app.participations.register(&self.holder(manager), command).await.expect("a participation");
    }
}

fn outcomes(report: &Report) -> Vec<(usize, &str, &str)> {
    let rule = |line: &import::Line| line.refusals.first().map_or("", |refusal| refusal.rule.name);
    report.lines.iter().map(|line| (line.row, line.outcome.as_str(), rule(line))).collect()
}

fn written(report: &Report) -> String {
    let mut csv = Vec::new();
    report.write(&mut csv).expect("a report");
    String::from_utf8(csv).expect("UTF-8")
}

const GOOD: &str = "\u{feff}Kund-id;Namn;Organisationsnummer;Slag;Kommun\r\n\
                    1;Ängens Bageri AB;;Företag;1980\r\n\
                    2;Västerås stad;212000-2080;MUNICIPALITY;1980\r\n";
/// The second row breaks a database rule (a number that is taken), the third the file's, the fourth is well.
const MIXED: &str = "kund-id,name,number,kind\n\
                     1,Ett AB,,COMPANY\n\
                     2,Två AB,556016-0680,COMPANY\n\
                     3,Tre AB,,BOLAG\n\
                     4,Fyra AB,,Company\n";

#[tokio::test]
async fn a_dry_run_reports_and_writes_nothing() {
    let fixture = Fixture::open().await;
    let before = fixture.counts().await;
    let report = fixture.organisations(Mode::DryRun, GOOD).await;
    assert_eq!(outcomes(&report), [(2, "created", ""), (3, "created", "")]);
    assert_eq!((report.kept(), fixture.counts().await), (0, before));
    assert!(report.lines.iter().all(|line| line.id.is_none()));
}

#[tokio::test]
async fn the_same_file_twice_is_written_once() {
    let fixture = Fixture::open().await;
    let before = fixture.counts().await;
    let first = fixture.organisations(Mode::Whole, GOOD).await;
    assert_eq!((first.count(Outcome::Created), first.kept()), (2, 2));
    let after = fixture.counts().await;
    assert_eq!(after, [before[0] + 2, before[1] + 2, 0, 0, 2, 2, 2]);
    for mode in [Mode::Whole, Mode::Partial, Mode::DryRun] {
        let again = fixture.organisations(mode, GOOD).await;
        assert_eq!(outcomes(&again), [(2, "unchanged", ""), (3, "unchanged", "")]);
        assert_eq!(again.lines[0].id, first.lines[0].id);
        assert_eq!(fixture.counts().await, after);
    }
    // Other column names, another order and another separator say the same.
    let same = "municipality,kind,name,number,kund-id\n1980,företag,Ängens Bageri AB,,1\n";
    let report = fixture.organisations(Mode::Whole, &same.replace("företag", "Företag")).await;
    assert_eq!(outcomes(&report), [(2, "unchanged", "")]);
    let renamed = GOOD.replace("Ängens Bageri", "Ängens Konditori");
    let report = fixture.organisations(Mode::Whole, &renamed).await;
    assert_eq!(outcomes(&report), [(2, "refused", "KEY_HAS_ANOTHER_BODY"), (3, "unchanged", "")]);
    assert_eq!(fixture.counts().await, after);
}

#[tokio::test]
async fn a_refused_row_keeps_the_whole_file_out() {
    let fixture = Fixture::open().await;
    let before = fixture.counts().await;
    let report = fixture.organisations(Mode::Whole, MIXED).await;
    let expected =
        [(2, "created", ""), (3, "refused", "KEY_IS_TAKEN"), (4, "refused", "VALUE_IS_UNKNOWN"), (5, "created", "")];
    assert_eq!(outcomes(&report), expected);
    assert_eq!((report.kept(), fixture.counts().await), (0, before));
    assert_eq!(outcomes(&fixture.organisations(Mode::DryRun, MIXED).await), expected);
    let refusal = &report.lines[2].refusals[0];
    assert_eq!((refusal.field.as_str(), refusal.column.as_deref()), ("kind", Some("kind")));
}

#[tokio::test]
async fn accepting_in_part_keeps_the_rows_that_are_well() {
    let fixture = Fixture::open().await;
    let before = fixture.counts().await;
    let report = fixture.organisations(Mode::Partial, MIXED).await;
    assert_eq!((report.kept(), report.count(Outcome::Refused)), (2, 2));
    assert_eq!(fixture.counts().await, [before[0] + 2, before[1] + 2, 0, 0, 2, 2, 2]);
    let mended = MIXED.replace("556016-0680", "212000-2080").replace("BOLAG", "COMPANY");
    let report = fixture.organisations(Mode::Whole, &mended).await;
    assert_eq!(
        outcomes(&report).iter().map(|line| line.1).collect::<Vec<_>>(),
        ["unchanged", "created", "created", "unchanged"]
    );
    assert_eq!(report.kept(), 2);
}

#[tokio::test]
async fn keys_must_be_there_and_differ() {
    let fixture = Fixture::open().await;
    let file = "kund-id;namn;slag\n7;A;Företag\n;B;Företag\n7;C;Företag\n8;D;Företag;E\n1,2E+15;F;Företag\n";
    let report = fixture.organisations(Mode::Whole, file).await;
    let rules: Vec<_> = outcomes(&report).into_iter().map(|line| line.2).collect();
    assert_eq!(
        rules,
        ["", "KEY_IS_MISSING", "KEY_IS_REPEATED", "CELLS_DO_NOT_MATCH_THE_HEADER", "CELL_WAS_MADE_A_NUMBER"]
    );
    assert!(written(&report).contains("Nyckeln finns redan på rad 2"));
}

#[tokio::test]
async fn nobody_imports_beyond_the_roles_held() {
    let fixture = Fixture::open().await;
    let order = Order {
        kind: Kind::Organisations,
        key: "kund-id".into(),
        source: String::new(),
        mode: Mode::Whole,
        codes_as_written: false,
    };
    let contact = fixture.contact(fixture.employer);
    let told = import::import(&fixture.app, &contact, &order, GOOD.as_bytes()).await.expect_err("denied");
    assert!(told.contains("local|import holds no role"), "{told}");

    let council = fixture.council.public();
    let need =
        |key: &str, number: &str| format!("{key};{council};{number};Svetsare;Båda;Tillväxt;Kort, under 1 år;Alla;3\n");
    let header = "nr;råd;organisation;rubrik;avser;orsak;tidshorisont;målgrupp;antal\n";
    let stranger = fixture.contact(Id::new(fixture.db.ids()));
    let file = format!("{header}{}", need("1", "556016-0680"));
    let report = fixture.import(&stranger, Kind::Needs, "nr", Mode::Whole, &file).await;
    assert_eq!(outcomes(&report), [(2, "refused", "ROW_IS_OUTSIDE_YOUR_REACH")]);
    assert_eq!(fixture.count("needs").await, 0);

    let file = format!("{header}{}{}", need("1", "556016-0680"), need("2", "212000-2080"));
    let report = fixture.import(&contact, Kind::Needs, "nr", Mode::Partial, &file).await;
    assert_eq!(outcomes(&report), [(2, "created", ""), (3, "refused", "REFERENCE_IS_UNKNOWN")]);
    assert_eq!(fixture.count("needs").await, 1);
    assert!(report.lines[0].id.as_deref().is_some_and(|id| id.starts_with("need_")));
}

#[tokio::test]
async fn a_person_is_found_by_number_within_the_reach_and_never_named_by_it() {
    let fixture = Fixture::open().await;
    fixture.register_ada().await;
    let occasion = fixture.occasion.public();
    let file = format!("nr;tillfälle;personnummer\n{ADA};{occasion};{ADA}\nB;{occasion};19090527-1475\n");
    let stranger = fixture.contact(Id::new(fixture.db.ids()));
    let report = fixture.import(&stranger, Kind::Enrolments, "nr", Mode::Partial, &file).await;
    let rules: Vec<_> = outcomes(&report).into_iter().map(|line| line.2).collect();
    assert_eq!(rules, ["REFERENCE_IS_UNKNOWN", "PERSONAL_NUMBER_IS_WRONG"]);
    assert_eq!(fixture.count("enrolments").await, 0);

    let contact = fixture.contact(fixture.employer);
    let report = fixture.import(&contact, Kind::Enrolments, "nr", Mode::Partial, &file).await;
    assert_eq!(outcomes(&report), [(2, "created", ""), (3, "refused", "PERSONAL_NUMBER_IS_WRONG")]);
    let text = format!("{}{report:?}", written(&report));
    for secret in ["0527", "147", "Ada"] {
        assert!(!text.contains(secret), "{text}");
    }
    let ada = "SELECT e.status FROM enrolments e JOIN participations p ON p.id = e.participation_id";
    let backend = fixture.db.connection().get_database_backend();
    let rows = fixture.db.all(Statement::from_string(backend, ada)).await.expect("rows");
    assert_eq!(rows[0].try_get_by_index::<String>(0).expect("a status"), "NOMINATED");
    let keys = "SELECT key || body FROM import_keys";
    let rows = fixture.db.all(Statement::from_string(backend, keys)).await.expect("rows");
    let stored: String = rows[0].try_get_by_index(0).expect("hashes");
    let (key, body) = stored.split_at(64);
    assert!(key.bytes().all(|byte| byte.is_ascii_hexdigit()), "{stored}");
    for column in body.split(' ') {
        let hash = column.split_once('=').expect("a column and its hash").1;
        assert!(hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()), "{stored}");
    }
    // The same person under another key is in the occasion already.
    let other = format!("nr;tillfälle;personnummer\nC;{occasion};{ADA}\n");
    let report = fixture.import(&contact, Kind::Enrolments, "nr", Mode::Whole, &other).await;
    assert_eq!(outcomes(&report), [(2, "refused", "PERSON_IS_ENROLLED")]);
}

#[tokio::test]
async fn a_long_file_is_written_in_one_transaction() {
    let fixture = Fixture::open().await;
    let mut file = String::from("kund-id;namn;slag\n");
    for n in 0..2_500 {
        file.push_str(&format!("{n};Bolag {n} AB;Företag\n"));
    }
    let report = fixture.organisations(Mode::Whole, &file).await;
    assert_eq!(report.kept(), 2_500);
    assert_eq!((fixture.count("import_keys").await, fixture.count("outbox").await), (2_500, 2_500));
    assert_eq!(fixture.organisations(Mode::Whole, &file).await.count(Outcome::Unchanged), 2_500);
}
