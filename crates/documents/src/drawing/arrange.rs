//! Where the nodes of a graph stand: a force layout (Fruchterman and Reingold, 1991) whose cloud is
//! then seated in a grid, each node in cells of its own, so that no label ever covers another.
//! Same nodes and links, same seats: whole numbers, or additions, products, quotients and square
//! roots in a fixed order, which every machine rounds alike. No chance and no clock.

/// Pairs of nodes looked at by one layout: about ten milliseconds, whatever the graph.
const PAIRS_MAX: usize = 2_500_000;
/// Most passes: more no longer moves anything.
const PASSES_MAX: usize = 300;
/// Passes without which nothing is arranged.
const PASSES_MIN: usize = 40;
/// The side of the curve on which nodes wait at first.
const CURVE_SIDE: usize = 32;

/// The shape of the cells, in pixels, and how many stand side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grid {
    /// Cells in a row.
    pub columns: usize,
    /// The width of a cell.
    pub cell: u32,
    /// The height of a row.
    pub row: u32,
}

/// The first cell of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seat {
    /// From the top.
    pub row: usize,
    /// From the left.
    pub column: usize,
}

/// A seat for each node. `spans` says how many cells each node takes, at most a whole row; `links`
/// join nodes by their place in `spans`. No two nodes share a cell.
#[must_use]
pub fn arrange(spans: &[usize], links: &[(usize, usize)], grid: Grid) -> Vec<Seat> {
    let cloud = spread(spans.len(), links);
    seated(&cloud, spans, links, grid)
}

/// Places in a square of side 1.
fn spread(nodes: usize, links: &[(usize, usize)]) -> Vec<(f64, f64)> {
    let mut at = waiting(nodes, links);
    let pairs = (nodes * nodes / 2).max(1);
    let passes = (PAIRS_MAX / pairs).clamp(PASSES_MIN, PASSES_MAX);
    let side = count(nodes).sqrt();
    for pass in 0..passes {
        let heat = side / 6.0 * count(passes - pass) / count(passes);
        let moved = forces(&at, links, side / 2.0);
        for (place, force) in at.iter_mut().zip(moved) {
            let length = (force.0 * force.0 + force.1 * force.1).sqrt();
            let step = if length > heat { heat / length } else { 1.0 };
            place.0 += force.0 * step;
            place.1 += force.1 * step;
        }
    }
    squared(&at)
}

/// What pushes and pulls each node: all push one another, links pull, and the middle a little, so
/// that groups without a link between them do not drift away.
fn forces(at: &[(f64, f64)], links: &[(usize, usize)], middle: f64) -> Vec<(f64, f64)> {
    let mut force: Vec<(f64, f64)> = at
        .iter()
        .map(|(x, y)| ((middle - x) * 0.04, (middle - y) * 0.04))
        .collect();
    for (first, one) in at.iter().enumerate() {
        for (second, other) in at.iter().enumerate().skip(first + 1) {
            let (dx, dy) = (one.0 - other.0, one.1 - other.1);
            let push = 1.0 / (dx * dx + dy * dy).max(0.01);
            force[first].0 += dx * push;
            force[first].1 += dy * push;
            force[second].0 -= dx * push;
            force[second].1 -= dy * push;
        }
    }
    for (from, to) in links {
        let (dx, dy) = (at[*from].0 - at[*to].0, at[*from].1 - at[*to].1);
        let pull = (dx * dx + dy * dy).sqrt();
        force[*from].0 -= dx * pull;
        force[*from].1 -= dy * pull;
        force[*to].0 += dx * pull;
        force[*to].1 += dy * pull;
    }
    force
}

/// The first places: along a curve that fills the square, those linked one after the other.
fn waiting(nodes: usize, links: &[(usize, usize)]) -> Vec<(f64, f64)> {
    let side = count(nodes).sqrt();
    let cells = CURVE_SIDE * CURVE_SIDE;
    let mut at = vec![(0.0, 0.0); nodes];
    for (rank, node) in by_neighbours(nodes, links).into_iter().enumerate() {
        let (x, y) = on_curve(rank * cells / nodes);
        let scale = side / count(CURVE_SIDE);
        at[node] = (count(x) * scale, count(y) * scale);
    }
    at
}

/// The nodes, each group from its most linked one outwards.
fn by_neighbours(nodes: usize, links: &[(usize, usize)]) -> Vec<usize> {
    let near = neighbours(nodes, links);
    let mut starts: Vec<usize> = (0..nodes).collect();
    starts.sort_by_key(|node| (std::cmp::Reverse(near[*node].len()), *node));
    let mut order = Vec::with_capacity(nodes);
    let mut met = vec![false; nodes];
    for start in starts {
        if met[start] {
            continue;
        }
        met[start] = true;
        order.push(start);
        let mut next = order.len() - 1;
        while let Some(node) = order.get(next).copied() {
            next += 1;
            for other in &near[node] {
                if !met[*other] {
                    met[*other] = true;
                    order.push(*other);
                }
            }
        }
    }
    order
}

fn neighbours(nodes: usize, links: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut near = vec![Vec::new(); nodes];
    for (from, to) in links {
        near[*from].push(*to);
        near[*to].push(*from);
    }
    for list in &mut near {
        list.sort_unstable();
        list.dedup();
    }
    near
}

/// The place of a step along Hilbert's curve, whose neighbours are near in the square.
fn on_curve(step: usize) -> (usize, usize) {
    let (mut x, mut y, mut rest) = (0, 0, step);
    let mut side = 1;
    while side < CURVE_SIDE {
        let right = 1 & (rest / 2);
        let up = 1 & (rest ^ right);
        if up == 0 {
            if right == 1 {
                (x, y) = (side - 1 - x, side - 1 - y);
            }
            (x, y) = (y, x);
        }
        x += side * right;
        y += side * up;
        rest /= 4;
        side *= 2;
    }
    (x, y)
}

/// A cloud brought into a square of side 1, half by distance, half by rank: a few nodes far away
/// would leave most of the picture empty.
fn squared(at: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let least = |of: fn(&(f64, f64)) -> f64| at.iter().map(of).fold(f64::INFINITY, f64::min);
    let most = |of: fn(&(f64, f64)) -> f64| at.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
    let (left, top) = (least(|p| p.0), least(|p| p.1));
    let wide = (most(|p| p.0) - left).max(0.001);
    let tall = (most(|p| p.1) - top).max(0.001);
    let across = ranks(at, |p| p.0);
    let down = ranks(at, |p| p.1);
    let placed = at.iter().zip(across.into_iter().zip(down));
    let placed = placed.map(|((x, y), (across, down))| {
        let (x, y) = ((x - left) / wide, (y - top) / tall);
        (0.5 * x + 0.5 * across, 0.5 * y + 0.5 * down)
    });
    placed.collect()
}

/// The rank of each place along one direction, from 0 to 1.
fn ranks(at: &[(f64, f64)], of: fn(&(f64, f64)) -> f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..at.len()).collect();
    order.sort_by(|one, other| {
        of(&at[*one])
            .total_cmp(&of(&at[*other]))
            .then(one.cmp(other))
    });
    let mut ranks = vec![0.0; at.len()];
    for (rank, node) in order.into_iter().enumerate() {
        ranks[node] = count(rank) / count(at.len().max(2) - 1);
    }
    ranks
}

/// Seats in the grid, the most linked nodes first, each in the free cells nearest to its place.
fn seated(
    cloud: &[(f64, f64)],
    spans: &[usize],
    links: &[(usize, usize)],
    grid: Grid,
) -> Vec<Seat> {
    let cells: usize = spans.iter().sum();
    // A wide grid is left half empty, for links to be seen; a narrow one is already long.
    let room = if grid.columns >= 8 {
        2 * cells
    } else {
        cells * 3 / 2
    };
    let rows = room.div_ceil(grid.columns).max(1);
    let near = neighbours(spans.len(), links);
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by_key(|node| (std::cmp::Reverse(near[*node].len()), *node));
    let mut taken = vec![vec![false; grid.columns]; rows + spans.len()];
    let mut seats = vec![Seat { row: 0, column: 0 }; spans.len()];
    for node in order {
        let span = spans[node].clamp(1, grid.columns);
        let x = cloud[node].0 * count(grid.columns - span);
        let y = cloud[node].1 * count(rows - 1);
        let seat = nearest(&taken, span, (x, y), grid);
        taken[seat.row][seat.column..seat.column + span].fill(true);
        seats[node] = seat;
    }
    closed_up(seats)
}

/// The free cells nearest to a place; there is always a row left, since there is one per node.
fn nearest(taken: &[Vec<bool>], span: usize, place: (f64, f64), grid: Grid) -> Seat {
    let mut best: Option<(f64, Seat)> = None;
    for (row, cells) in taken.iter().enumerate() {
        let dy = (count(row) - place.1) * f64::from(grid.row);
        if best.is_some_and(|(distance, _)| dy * dy >= distance) {
            continue;
        }
        for column in 0..=grid.columns - span {
            if cells[column..column + span].contains(&true) {
                continue;
            }
            let dx = (count(column) - place.0) * f64::from(grid.cell);
            let distance = dx * dx + dy * dy;
            if best.is_none_or(|(known, _)| distance < known) {
                best = Some((distance, Seat { row, column }));
            }
        }
    }
    best.expect("there is a row for each node").1
}

/// The same seats without the rows where nobody sits.
fn closed_up(mut seats: Vec<Seat>) -> Vec<Seat> {
    let mut rows: Vec<usize> = seats.iter().map(|seat| seat.row).collect();
    rows.sort_unstable();
    rows.dedup();
    for seat in &mut seats {
        seat.row = rows.partition_point(|row| *row < seat.row);
    }
    seats
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of nodes, far below 2^52"
)]
fn count(number: usize) -> f64 {
    number as f64
}
