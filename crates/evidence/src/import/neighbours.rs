//! Statistical neighbours, which the DfE gives by its older numbers of councils.

use std::collections::BTreeMap;

use super::identity::Identities;
use super::official::{Official, OfficialRow};
use super::told::Taken;
use crate::published::{AreaId, Findings, Published};
use model::document::Problem;

/// Neighbours of a council in the DfE's model.
const MOST_NEIGHBOURS: usize = 10;
/// Neighbours of councils that are counted together: those of the first member, then further ones of the others.
const MOST_TOGETHER: usize = 12;

/// The codes of each council's neighbours, by its code.
pub(super) fn neighbours(
    file: &Official,
    name: &str,
    published: &Published,
    identities: &Identities,
    numbers: &BTreeMap<String, AreaId>,
    findings: &mut Findings,
) -> (BTreeMap<String, Vec<String>>, Taken) {
    let mut taken = Taken::new(name, "DfE, Children's services statistical neighbours", "areas.csv");
    taken.columns.insert("neighbours");
    let (number, called) = (file.column("old_la_code"), file.column("la_name"));
    // The file names every council beside its number; other files of the same import know numbers too.
    let by_name = |row: &OfficialRow| identities.named(row.text(called));
    let own = file.rows.iter().filter_map(|row| Some((row.text(number), by_name(row)?)));
    let mut known: BTreeMap<&str, AreaId> =
        numbers.iter().map(|(number, id)| (number.as_str(), *id)).collect();
    known.extend(own);
    let mut lists: BTreeMap<AreaId, Vec<(&str, Vec<AreaId>)>> = BTreeMap::new();
    for row in &file.rows {
        let mut find = |at: Option<usize>| {
            let text = row.text(at);
            let found = known.get(text).copied();
            if let (None, Some(at)) = (found, at) {
                let label = "unknown number";
                let problem = Problem::error(format!("`{text}` is the number of no council that is known"))
                    .at(&file.place(row, at), label)
                    .help(
                        "correct it, or import a file of the DfE with it that has `old_la_code` and `new_la_code`; a \
                         council of a new name stands under `also` of its line in areas.csv",
                    );
                findings.add(file.file, label, problem);
            }
            found
        };
        let council = find(number);
        let columns = (1..=MOST_NEIGHBOURS).filter_map(|rank| file.column(&format!("SN_{rank}")));
        let columns: Vec<usize> = columns.filter(|at| !row.text(Some(*at)).is_empty()).collect();
        let list: Vec<AreaId> = columns.into_iter().filter_map(|at| find(Some(at))).collect();
        if let Some(council) = council {
            lists.entry(council).or_default().push((row.text(called), list));
        }
    }
    let mut neighbours = BTreeMap::new();
    for (council, mut members) in lists {
        let most = if members.len() > 1 { MOST_TOGETHER } else { MOST_NEIGHBOURS };
        members.sort_by(|a, b| a.0.cmp(b.0));
        let mut codes: Vec<String> = Vec::new();
        for neighbour in members.into_iter().flat_map(|(_, list)| list) {
            let code = &published.area(neighbour).code;
            if neighbour != council && !codes.contains(code) && codes.len() < most {
                codes.push(code.clone());
            }
        }
        taken.figures += 1;
        neighbours.insert(published.area(council).code.clone(), codes);
    }
    (neighbours, taken)
}
