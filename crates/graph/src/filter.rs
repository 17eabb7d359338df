//! Comparators: one input for each kind of value, the same in every object type's filter.

use async_graphql::{Context, ID, InputObject, InputType};
use kernel::{
    Id, Kind, Result,
    error::{both, in_range},
    text::sort_key,
};
use store::{Column, Compare, Filter, IdSet, Record, Value};
use taxonomy::Scheme;

use super::{
    context::{caller, reader},
    scalar::Date,
};

/// An object type's filter input.
pub trait Filtering<C>: InputType + Clone + 'static {
    /// As a predicate on rows; relation filters carry the scope of the object type they ask about.
    ///
    /// # Errors
    /// `Invalid` for a malformed id or too many alternatives.
    fn filter(self, ctx: &Context<'_>) -> Result<Filter<C>>;
}

/// Most alternatives in one comparison.
const MAX_ALTERNATIVES: usize = 250;

fn all<C: Copy>(column: C, parts: impl IntoIterator<Item = Option<Compare>>) -> Filter<C> {
    Filter::All(parts.into_iter().flatten().map(|compare| Filter::Is(column, compare)).collect())
}

fn within_limit<T>(list: Option<Vec<T>>) -> Result<Option<Vec<T>>> {
    in_range("filter", list.as_ref().map_or(0, Vec::len), 0..=MAX_ALTERNATIVES)?;
    Ok(list)
}

/// Filter on text: case and accents are ignored; å, ä and ö are letters of their own.
///
/// Svenska: Textfilter: skiftläge och accenter spelar ingen roll; å, ä och ö är egna bokstäver.
#[derive(Clone, Debug, InputObject)]
pub struct TextFilter {
    /// Equal to.
    ///
    /// Svenska: Lika med.
    eq: Option<String>,
    /// Contains.
    ///
    /// Svenska: Innehåller.
    contains: Option<String>,
    /// Begins with.
    ///
    /// Svenska: Börjar med.
    starts_with: Option<String>,
}

impl TextFilter {
    /// On a folded `_key` column.
    pub fn on<C: Copy>(self, key: C) -> Filter<C> {
        all(
            key,
            [
                self.eq.map(|text| Compare::Eq(sort_key(&text).into())),
                self.contains.map(Compare::Contains),
                self.starts_with.map(Compare::StartsWith),
            ],
        )
    }
}

/// Filter on an id.
///
/// Svenska: Id-filter.
#[derive(Clone, Debug, InputObject)]
pub struct IdFilter {
    /// Equal to.
    ///
    /// Svenska: Lika med.
    eq: Option<ID>,
    /// One of, at most 250.
    ///
    /// Svenska: En av, högst 250.
    r#in: Option<Vec<ID>>,
    /// Absent.
    ///
    /// Svenska: Saknas.
    is_null: Option<bool>,
}

impl IdFilter {
    /// On a column with ids of `K`. An id of another kind matches nothing.
    ///
    /// # Errors
    /// `Invalid` for too many alternatives.
    pub fn on<C: Copy, K: Kind>(self, column: C) -> Result<Filter<C>> {
        let stored = |id: &ID| Id::<K>::parse(id).map(|id| Value::from(id.as_str()));
        let many = within_limit(self.r#in)?;
        Ok(all(
            column,
            [
                self.eq.map(|id| stored(&id).map_or(Compare::In(Vec::new()), Compare::Eq)),
                many.map(|ids| Compare::In(ids.iter().filter_map(stored).collect())),
                self.is_null.map(Compare::Absent),
            ],
        ))
    }
}

/// Filter on a key: a number or key written letter for letter, e.g. a project's number.
///
/// Svenska: Nyckelfilter: ett nummer eller en nyckel skriven tecken för tecken, t.ex. ett projekts diarienummer.
#[derive(Clone, Debug, InputObject)]
pub struct KeyFilter {
    /// Equal to.
    ///
    /// Svenska: Lika med.
    eq: Option<String>,
    /// One of, at most 250.
    ///
    /// Svenska: En av, högst 250.
    r#in: Option<Vec<String>>,
    /// Absent.
    ///
    /// Svenska: Saknas.
    is_null: Option<bool>,
}

impl KeyFilter {
    /// On a column compared byte by byte; the key is taken in its one form, without blanks around it.
    ///
    /// # Errors
    /// `Invalid` for too many alternatives.
    pub fn on<C: Copy>(self, column: C) -> Result<Filter<C>> {
        let stored = |key: String| Value::from(&*kernel::text::one_line(&key));
        let many = within_limit(self.r#in)?;
        Ok(all(
            column,
            [
                self.eq.map(|key| Compare::Eq(stored(key))),
                many.map(|keys| Compare::In(keys.into_iter().map(stored).collect())),
                self.is_null.map(Compare::Absent),
            ],
        ))
    }
}

/// Filter on a number.
///
/// Svenska: Talfilter.
#[derive(Clone, Debug, InputObject)]
pub struct IntFilter {
    /// Equal to.
    ///
    /// Svenska: Lika med.
    eq: Option<i32>,
    /// Less than.
    ///
    /// Svenska: Mindre än.
    lt: Option<i32>,
    /// At most.
    ///
    /// Svenska: Högst.
    lte: Option<i32>,
    /// Greater than.
    ///
    /// Svenska: Större än.
    gt: Option<i32>,
    /// At least.
    ///
    /// Svenska: Minst.
    gte: Option<i32>,
    /// Absent.
    ///
    /// Svenska: Saknas.
    is_null: Option<bool>,
}

impl IntFilter {
    /// On a number column.
    pub fn on<C: Copy>(self, column: C) -> Filter<C> {
        all(
            column,
            [
                self.eq.map(|n| Compare::Eq(n.into())),
                self.lt.map(|n| Compare::Lt(n.into())),
                self.lte.map(|n| Compare::Lte(n.into())),
                self.gt.map(|n| Compare::Gt(n.into())),
                self.gte.map(|n| Compare::Gte(n.into())),
                self.is_null.map(Compare::Absent),
            ],
        )
    }
}

/// Filter on a share: shares of 0–1, both bounds inclusive.
///
/// Svenska: Andelsfilter: andelar från 0 till 1, båda gränserna räknas in.
#[derive(Clone, Debug, InputObject)]
pub struct ShareFilter {
    /// At least.
    ///
    /// Svenska: Minst.
    gte: Option<f64>,
    /// At most.
    ///
    /// Svenska: Högst.
    lte: Option<f64>,
    /// Absent: there is nothing to have a share of.
    ///
    /// Svenska: Saknas: det finns inget att ha en andel av.
    is_null: Option<bool>,
}

impl ShareFilter {
    /// On what the number column `part` is of the number column `whole`.
    ///
    /// # Errors
    /// `Invalid` for what is no share.
    pub fn on<C: Copy>(self, part: C, whole: C) -> Result<Filter<C>> {
        let share = |bound: Option<f64>| match bound {
            Some(share) => in_range("filter", share, 0.0..=1.0).map(|share| Some(Value::from(share))),
            None => Ok(None),
        };
        let (least, most) = both(share(self.gte), share(self.lte))?;
        let compared = [least.map(Compare::Gte), most.map(Compare::Lte), self.is_null.map(Compare::Absent)];
        Ok(Filter::All(compared.into_iter().flatten().map(|compare| Filter::Share { part, whole, compare }).collect()))
    }
}

/// Filter on a date: both bounds inclusive.
///
/// Svenska: Datumfilter: båda gränserna räknas in.
#[derive(Clone, Debug, InputObject)]
pub struct DateFilter {
    /// Equal to.
    ///
    /// Svenska: Lika med.
    eq: Option<Date>,
    /// From.
    ///
    /// Svenska: Från och med.
    from: Option<Date>,
    /// Until.
    ///
    /// Svenska: Till och med.
    to: Option<Date>,
    /// Absent.
    ///
    /// Svenska: Saknas.
    is_null: Option<bool>,
}

impl DateFilter {
    /// On a date column.
    pub fn on<C: Copy>(self, column: C) -> Filter<C> {
        all(
            column,
            [
                self.eq.map(|day| Compare::Eq(day.0.into())),
                self.from.map(|day| Compare::Gte(day.0.into())),
                self.to.map(|day| Compare::Lte(day.0.into())),
                self.is_null.map(Compare::Absent),
            ],
        )
    }
}

/// Filter on yes or no.
///
/// Svenska: Ja/nej-filter.
#[derive(Clone, Debug, InputObject)]
pub struct BooleanFilter {
    /// Equal to.
    ///
    /// Svenska: Lika med.
    eq: bool,
}

impl BooleanFilter {
    /// On a truth column.
    pub fn on<C: Copy>(self, column: C) -> Filter<C> {
        Filter::Is(column, Compare::Eq(self.eq.into()))
    }
}

/// Filter on a code.
///
/// Svenska: Kodfilter.
#[derive(Clone, Debug, InputObject)]
pub struct CodeFilter {
    /// Equal to.
    ///
    /// Svenska: Lika med.
    eq: Option<String>,
    /// One of, at most 250.
    ///
    /// Svenska: En av, högst 250.
    r#in: Option<Vec<String>>,
    /// Within: the code or any narrower one in its list, e.g. SNI `C` or `29`, SSYK `7`.
    ///
    /// Svenska: Inom: koden eller någon smalare i dess lista, t.ex. SNI `C` eller `29`, SSYK `7`.
    within: Option<String>,
    /// Absent.
    ///
    /// Svenska: Saknas.
    is_null: Option<bool>,
}

impl CodeFilter {
    /// On a column with codes of `scheme`.
    ///
    /// # Errors
    /// `Invalid` for an unknown code in `within` or too many alternatives.
    pub fn on<C: Copy>(self, column: C, scheme: Scheme) -> Result<Filter<C>> {
        let stored = |code: String| Value::from(taxonomy::written(scheme, &code));
        let within = match self.within {
            None => None,
            Some(code) => {
                let code = taxonomy::require("filter", scheme, &taxonomy::written(scheme, &code))?.code;
                Some(Compare::In(taxonomy::codes_within(scheme, code).into_iter().map(Value::from).collect()))
            }
        };
        let many = within_limit(self.r#in)?;
        Ok(all(
            column,
            [
                self.eq.map(|code| Compare::Eq(stored(code))),
                many.map(|codes| Compare::In(codes.into_iter().map(stored).collect())),
                within,
                self.is_null.map(Compare::Absent),
            ],
        ))
    }

    /// On a column with codes of `part`, each of which lies in one of `whole`, which is asked about: municipalities by county.
    ///
    /// # Errors
    /// As [`CodeFilter::on`].
    pub fn on_parts_of<C: Copy>(self, column: C, part: Scheme, whole: Scheme) -> Result<Filter<C>> {
        let of = |codes: &[String]| {
            let below = codes.iter().flat_map(|code| taxonomy::descendants(whole, &taxonomy::written(whole, code)));
            Compare::In(below.filter(|one| one.scheme == part).map(|one| Value::from(one.code)).collect())
        };
        if let Some(code) = &self.within {
            taxonomy::require("filter", whole, code)?;
        }
        let many = within_limit(self.r#in)?;
        Ok(all(
            column,
            [
                self.eq.map(|code| of(&[code])),
                many.map(|codes| of(&codes)),
                self.within.map(|code| of(&[code])),
                self.is_null.map(Compare::Absent),
            ],
        ))
    }
}

/// Filter on distance: as the crow flies between two municipalities' centre points, in whole kilometres. What has no municipality is
/// near none. Without a municipality to reckon from the filter asks for nothing.
///
/// Svenska: Avståndsfilter: fågelvägen mellan två kommuners mittpunkter, i hela kilometer. Det som saknar kommun är inte nära någon.
/// Utan en kommun att räkna från frågar filtret inte efter något.
#[derive(Clone, Debug, InputObject)]
pub struct NearFilter {
    /// Municipality to reckon from: a code of `MUNICIPALITY`, e.g. `1480`.
    ///
    /// Svenska: Kommun att räkna från: en kod i `MUNICIPALITY`, t.ex. `1480`.
    municipality: Option<String>,
    /// Kilometres at most, 1–2,000; 50 when absent.
    ///
    /// Svenska: Kilometer, högst, 1–2 000; 50 när det saknas.
    within_km: Option<i32>,
}

/// Kilometres, where none are asked for: what many travel to work.
const USUAL_KM: i32 = 50;

impl NearFilter {
    /// On a column with codes of municipalities.
    ///
    /// # Errors
    /// `Invalid` for an unknown municipality and a distance out of bounds.
    pub fn on<C: Copy>(self, column: C) -> Result<Filter<C>> {
        let from = self.municipality.map(|code| taxonomy::require("near.municipality", Scheme::Municipality, &code));
        let most = in_range("near.withinKm", self.within_km.unwrap_or(USUAL_KM), 1..=2_000);
        let (from, most) = both(from.transpose(), most)?;
        Ok(from.map_or_else(Filter::default, |from| {
            let near = taxonomy::municipalities_within(from.code, most);
            Filter::Is(column, Compare::In(near.into_iter().map(Value::from).collect()))
        }))
    }
}

/// The three connectives every object type's filter has, applied to what the rest of it says.
///
/// # Errors
/// What the parts say.
pub fn connectives<C, F: Filtering<C>>(
    ctx: &Context<'_>,
    own: Vec<Filter<C>>,
    and: Option<Vec<F>>,
    or: Option<Vec<F>>,
    not: Option<Box<F>>,
) -> Result<Filter<C>> {
    let each = |list: Vec<F>| list.into_iter().map(|part| part.filter(ctx)).collect::<Result<Vec<_>>>();
    let mut parts = own;
    if let Some(list) = and {
        parts.extend(each(list)?);
    }
    if let Some(list) = or {
        parts.push(Filter::Any(each(list)?));
    }
    if let Some(part) = not {
        parts.push(Filter::Not(Box::new(part.filter(ctx)?)));
    }
    Ok(Filter::All(parts))
}

/// For a filter that asks about another object type: the values of `column` in that object type's rows that the caller reaches.
///
/// # Errors
/// What the other object type's filter says.
pub(crate) fn set<T: Record>(
    ctx: &Context<'_>,
    asked: Option<Box<impl Filtering<Column<T>>>>,
    column: Column<T>,
) -> Result<Option<IdSet>> {
    let Some(asked) = asked else { return Ok(None) };
    let filter = asked.filter(ctx)?;
    Ok(Some(reader::<T>(ctx).set(&caller(ctx).request, &filter, column)))
}
