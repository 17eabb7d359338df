//! Demonstration data: the five seeds' facts, and invented people around them.
//!
//! Everything comes out the same each time: ids are counted, days are written here, chance is drawn from fixed numbers.
//! Only what is to be of today follows the day of loading: access tokens, the project of [`ongoing`] and what [`ongoing_work`],
//! [`ongoing_supply`], [`ongoing_between`] and [`council_meetings`] add. Of it each role of [`ROLES`] sees something of the last twelve
//! months.
//!
//!  What the sources state is loaded as stated and not marked; what they only count (fourteen members, some
//! sixty organisations, seventeen companies) or do not mention is invented, and marked `demonstration`. People are
//! invented altogether: see `identity` for their numbers.

mod across;
mod bank;
mod batch;
mod catalogue;
mod catalogue_003;
mod catalogue_004;
mod competence_supply;
mod constitution;
mod council_003;
mod council_meetings;
mod council_papers;
mod draw;
mod education_supply;
mod hub_services;
mod identity;
mod industries;
mod learning;
mod looking_ahead;
mod need_transitions;
mod needs;
mod networks;
mod networks_more;
mod ongoing;
mod ongoing_between;
mod ongoing_supply;
mod ongoing_work;
mod parties;
mod people;
mod procured;
mod programme;
mod reflections;
mod results;
mod roles;
mod saved;
mod seed_000;
mod seed_001;
mod seed_002;
mod seed_003;
mod seed_004;
mod sign_in;
mod supply_000;
mod supply_001;
#[cfg(test)]
mod tests;
mod timetable;
mod world;

pub use self::sign_in::{DemoRole, ROLES};

use std::sync::Arc;

use access::{Action, Actor, Assignment, Grant, Idempotency, Request, Role, permit};
use councils::WorkforceSnapshot;
use kernel::{
    Error, Result,
    error::in_range,
    id::{EffortId, OrganisationId, ParticipantId, ProjectId},
};
use projects::{Project, project::ProjectColumn};
use statistics::rollup::{Added, Publication, Rollups};
use store::{Compare, Db, Event, Filter, Mapped, Tx};

use self::{
    batch::Batch,
    competence_supply::CompetenceSupply,
    draw::Draw,
    identity::Numbers,
    learning::Learning,
    networks::Between,
    people::Maker,
    programme::Programme,
    reflections::{Ground, months_before},
    world::{WRITTEN_ON, World},
};

/// The issuer of the demonstration's subjects, unless the caller has one of its own.
pub const DEMO_ISSUER: &str = "kompetensnav-demo";

/// Past this there are not enough test numbers.
const LARGEST_SCALE: u32 = 100;

/// How much to load.
#[derive(Clone, Copy)]
struct Size {
    /// Times that the people come.
    rounds: u32,
    /// Only every so many of a round's people: tests need few.
    one_in: usize,
    /// With what goes on today.
    ongoing: bool,
}

/// What to load.
#[derive(Clone, Copy)]
pub struct Load {
    /// Times that the sources' people come, some 4,900 of them: 1–100.
    pub scale: u32,
    /// Also a project that goes on, with some 900 people, and what is done at workplaces, whose days follow the clock. Without it
    /// the same is loaded whatever the day.
    pub ongoing: bool,
}

/// Loads the demonstration. Does nothing where it is already.
///
/// Rows go in by several transactions, so that memory stays bounded, and a mark as the last of them: a load that was interrupted
/// is not resumed, but refused, to be begun again in an empty database.
///
/// # Errors
/// `Invalid` for a scale out of range; `Unavailable`; `Broken`, also for a load that was interrupted.
pub async fn load(db: &Db, load: Load, issuer: &str, progress: &mut (dyn FnMut(&str) + Send)) -> Result<()> {
    let rounds = in_range("scale", load.scale, 1..=LARGEST_SCALE)?;
    fill(db, Size { rounds, one_in: 1, ongoing: load.ongoing }, issuer, progress).await?;
    let rollups = Rollups::new(db);
    if !rollups.is_live().await? {
        progress("Summorna som statistiken läses ur är räknade.");
        rollups.rebuild().await?;
    }
    let publication = Publication::new(db);
    if publication.cutoff().await?.is_none() {
        publication.anew(Added::default()).await?;
        progress("Uppgifterna som andra ser statistik av är publicerade.");
    }
    Ok(())
}

async fn fill(db: &Db, size: Size, issuer: &str, progress: &mut (dyn FnMut(&str) + Send)) -> Result<()> {
    let (grant, mark) = (grant(issuer, None)?, grant(issuer, Some(MARK))?);
    match found(db, &grant, &mark).await? {
        Found::Nothing => {}
        Found::Part => return Err(Error::broken(UNFINISHED)),
        Found::All => {
            progress("Demonstrationen är redan inlagd.");
            return Ok(());
        }
    }
    // Reckoned once at the end; until then statistics are read from the records.
    Rollups::new(db).suspend().await?;
    let mut world = World::new(if size.ongoing { db.clock().today() } else { WRITTEN_ON });
    let gothenburg = seed_003::build(&mut world)?;
    let avanto = seed_000::build(&mut world, gothenburg.brg)?;
    let robotdalen = seed_001::build(&mut world)?;
    let (publisher, employer) = seed_002::build(&mut world)?;
    let vastmanland = seed_004::build(&mut world)?;

    across::follow_up(&mut world);

    let subject = gothenburg.project.public();
    let mut numbers = Numbers::new();
    let mut filling = Filling { db, grant: &grant, numbers: &mut numbers, subject: &subject };
    filling.world(&mut world).await?;
    progress("Organisationer, råd, behov, projekt, nav och insatser är inlagda.");

    let programmes: Vec<&Programme> =
        [&gothenburg.programme, &avanto, &robotdalen].into_iter().chain(&vastmanland.programmes).collect();
    let met = filling.people(&world, &programmes, size, progress).await?;

    roles::assign(&mut world, issuer, &gothenburg, vastmanland.company, met.first);
    let saved = saved::build(&world, &gothenburg, db.sealer(), db.clock().today())?;
    // Last, so that no other row's id moves.
    let supply = competence_supply::build(&world, gothenburg.vehicle_company)?;
    let learning = learning::build(&world, publisher, employer)?;
    let knowledge = &vastmanland.programmes[1];
    let between = networks::build(&world, &avanto, knowledge)?;
    let mut work = Work {
        supplies: vec![supply_000::build(&world, &avanto)?, supply_001::build(&world, &robotdalen)?],
        learning: reflections::build(&world, publisher, employer, &learning.materials[0])?,
        between: networks_more::build(&world, &avanto, knowledge, &met.at(knowledge.project))?,
    };
    let constitution = constitution::build(&world, &gothenburg)?;
    let ahead = looking_ahead::build(&world, &gothenburg)?;
    let procured = procured::build(&world, &gothenburg, knowledge)?;
    let education = education_supply::build(world.today)?;
    let steps = need_transitions::build(&world);
    let across = across::build(
        &world,
        &across::Already {
            avanto: &avanto,
            robotdalen: &robotdalen,
            knowledge,
            publisher,
            film: &learning.materials[0],
            networks: &work.between,
            courses: &met.begun(knowledge.project),
        },
    )?;
    work.between.count(&across.between.members)?;
    roles::assign_union(&mut world, issuer, &gothenburg);
    let met_in_council = (!size.ongoing).then(|| {
        let years = council_meetings::build(&world, &world, gothenburg.council)?;
        let papers = council_papers::build(&world, &years)?;
        Ok::<_, Error>((years, papers))
    });
    let services = hub_services::build(&world, &gothenburg)?;
    let mut tx = db.begin(&grant).await?;
    tx.insert_many(&world.roles).await?;
    tx.insert_many(&services).await?;
    saved.insert(&mut tx).await?;
    supply.insert(&mut tx).await?;
    learning.insert(&mut tx).await?;
    between.insert(&mut tx).await?;
    work.insert(&mut tx).await?;
    ahead.insert(&mut tx).await?;
    procured.insert(&mut tx).await?;
    education.insert(&mut tx).await?;
    tx.insert_many(&steps).await?;
    constitution.insert(&mut tx).await?;
    across.insert(&mut tx).await?;
    if let Some(met) = met_in_council {
        let (years, papers) = met?;
        years.insert(&mut tx).await?;
        papers.insert(&mut tx).await?;
    }
    finish(tx, &subject).await?;
    if size.ongoing {
        let (mut world, sources) = (World::of_today(world.today), world);
        let programme = ongoing::build(&mut world, &gothenburg)?;
        filling.world(&mut world).await?;
        let met = filling.people(&world, &[&programme], Size { rounds: 1, ..size }, progress).await?;
        let given: Vec<_> = programme.efforts.iter().map(|given| given.effort.id).collect();
        let place = ongoing_work::Place {
            employer: &work.learning.workplaces,
            company: gothenburg.vehicle_company,
            film: &learning.materials[0],
            efforts: &reflections::given_by(&sources, publisher),
            given: &given,
            ten: &knowledge.employers,
            counted: &counted(&sources, [&gothenburg.programme, &vastmanland.programmes[0]]),
        };
        let before = sources.predecessors.iter().find(|(project, _)| *project == gothenburg.project);
        let (project, earlier) = *before.ok_or_else(|| Error::broken("the hub's earlier project is missing"))?;
        let work = ongoing_work::build(&mut world, &avanto, &place)?;
        let supply = ongoing_supply::build(&world, &programme, gothenburg.operator)?;
        let mut between = ongoing_between::build(&world, &programme, (earlier, project), &met.at(programme.project))?;
        let met_in_council = council_meetings::build(&world, &sources, gothenburg.council)?;
        roles::assign_today(&mut world, issuer, programme.project);
        let steps = need_transitions::build(&world);
        let ground = Ground { world: &world, material: place.film, efforts: place.efforts };
        let reflected = across::of_today(&ground, &across.learning.workplaces)?;
        let joined_on = months_before(world.today, 5);
        let both = across::in_both(&world, &programme, &between, &met.begun(programme.project), joined_on)?;
        between.count(&both)?;
        let papers = council_papers::build(&world, &met_in_council)?;
        let mut tx = db.begin(&grant).await?;
        reflected.insert(&mut tx).await?;
        work.insert(&mut tx).await?;
        supply.insert(&mut tx).await?;
        between.insert(&mut tx).await?;
        tx.insert_many(&both).await?;
        met_in_council.insert(&mut tx).await?;
        papers.insert(&mut tx).await?;
        tx.insert_many(&steps).await?;
        tx.insert_many(&world.roles).await?;
        finish(tx, &subject).await?;
    }
    let mut tx = db.begin(&mark).await?;
    tx.emit(Event::new("DemonstrationLoaded", subject));
    tx.commit(gothenburg.project.as_str()).await
}

/// How many these programmes' employers have, as the sources count them.
fn counted(sources: &World, programmes: [&Programme; 2]) -> Vec<WorkforceSnapshot> {
    let employers = programmes.into_iter().flat_map(|programme| &programme.employers);
    let employers: Vec<_> = employers.map(|employer| employer.organisation).collect();
    sources.workforce.iter().filter(|count| employers.contains(&count.organisation)).cloned().collect()
}

/// What is done where the work is, beyond the one row or two that the sources tell of.
struct Work {
    supplies: Vec<CompetenceSupply>,
    learning: Learning,
    between: Between,
}

impl Work {
    async fn insert(&self, tx: &mut Tx) -> Result<()> {
        for supply in &self.supplies {
            supply.insert(tx).await?;
        }
        self.learning.insert(tx).await?;
        self.between.insert(tx).await
    }
}

/// People who were made.
#[derive(Default)]
struct Met {
    /// The first of them all.
    first: Option<ParticipantId>,
    /// Some of each project, at their employers.
    some: Vec<(ProjectId, ParticipantId, OrganisationId)>,
    /// Which efforts that a project pays for its people have begun, and for whom they work.
    begun: Vec<(ProjectId, ParticipantId, OrganisationId, EffortId)>,
}

impl Met {
    fn note(&mut self, batch: &Batch) {
        self.first = self.first.or_else(|| batch.participants.first().map(|person| person.id));
        let at_work =
            batch.participations.iter().filter_map(|row| Some((row.project, row.participant, row.organisation?)));
        self.some.extend(at_work.take(MET));
        let begun = batch.enrolments.iter().filter(|row| row.started_on.is_some());
        self.begun.extend(begun.filter_map(|row| Some((row.project?, row.participant, row.organisation?, row.effort))));
    }

    fn begun(&self, project: ProjectId) -> Vec<(ParticipantId, OrganisationId, EffortId)> {
        let own = self.begun.iter().filter(|(of, ..)| *of == project);
        own.map(|(_, person, organisation, effort)| (*person, *organisation, *effort)).collect()
    }

    fn at(&self, project: ProjectId) -> Vec<(ParticipantId, OrganisationId)> {
        let own = self.some.iter().filter(|(of, ..)| *of == project);
        own.map(|(_, person, organisation)| (*person, *organisation)).collect()
    }
}

/// So many of a batch's people are noted.
const MET: usize = 40;

/// What every step of loading needs.
struct Filling<'a> {
    db: &'a Db,
    grant: &'a Grant,
    numbers: &'a mut Numbers,
    subject: &'a str,
}

impl Filling<'_> {
    /// What stands still while people multiply, in one transaction.
    async fn world(&self, world: &mut World) -> Result<()> {
        world.give_keys(self.db.sealer())?;
        need_transitions::date(world);
        let mut tx = self.db.begin(self.grant).await?;
        world.insert(&mut tx).await?;
        finish(tx, self.subject).await
    }

    /// Round by round and programme by programme, a transaction each. Answers with some of the people of the first round.
    async fn people(
        &mut self,
        world: &World,
        programmes: &[&Programme],
        size: Size,
        progress: &mut (dyn FnMut(&str) + Send),
    ) -> Result<Met> {
        let mut met = Met::default();
        let mut count = 0;
        for round in 0..size.rounds {
            for programme in programmes {
                let draw = Draw::of(programme.series, round);
                let sealer = self.db.sealer();
                let mut maker = Maker { world, sealer, numbers: self.numbers, draw };
                let batch = maker.round(programme, programme.people / size.one_in)?;
                if round == 0 {
                    met.note(&batch);
                }
                count += batch.participants.len();
                let mut tx = self.db.begin(self.grant).await?;
                batch.insert(&mut tx).await?;
                finish(tx, self.subject).await?;
            }
            progress(&format!("Omgång {} av {}: {count} personer.", round + 1, size.rounds));
        }
        Ok(met)
    }
}

async fn finish(mut tx: Tx, subject: &str) -> Result<()> {
    tx.emit(Event::new("DemonstrationLoaded", subject.to_owned()));
    tx.commit(subject).await
}

/// Under this key the last change of a whole load is kept.
const MARK: &str = "demonstration";
const UNFINISHED: &str = "the demonstration was begun there and not finished, as when it is interrupted; `--fresh` begins again, without \
                          what is there now";

/// What there is of the demonstration.
enum Found {
    Nothing,
    Part,
    All,
}

async fn found(db: &Db, grant: &Grant, mark: &Grant) -> Result<Found> {
    if db.replayed::<<Project as Mapped>::Kind>(mark).await?.is_some() {
        return Ok(Found::All);
    }
    let number = Filter::Is(ProjectColumn::Number, Compare::Eq(seed_003::NUMBER.into()));
    if db.count::<Project>(grant, &number).await? == 0 {
        return Ok(Found::Nothing);
    }
    // Earlier versions left no mark; the figures came last there.
    let published = Publication::new(db).cutoff().await?.is_some();
    Ok(if published { Found::All } else { Found::Part })
}

fn grant(issuer: &str, key: Option<&str>) -> Result<Grant> {
    let held = vec![Assignment::bare(Role::SystemAdmin)];
    let actor = Actor::signed_in(issuer.to_owned(), "demo-system-admin".to_owned(), held);
    let mut request = Request::new(actor, "demonstration");
    request.idempotency = key.map(|key| Idempotency { key: key.to_owned(), body: String::new() });
    permit(&Arc::new(request), Action::FoundCouncil)
}
