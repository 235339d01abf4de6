// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/datawatch.h"

namespace tidemark {

/// The data of one trial at its four moments.
struct TrafficMoments
{
    const DataSnapshot &beforeUp;
    const DataSnapshot &afterUp;
    const DataSnapshot &afterTraffic;
    const DataSnapshot &afterDown;
};

/// What a rollback loses when customers wrote between up and down. Tables that the traffic did not
/// write are compared with before the up. For those that it wrote, the rows after the traffic are
/// what must survive: in tables and columns that were there before the up they must be there after
/// the down; what they hold in tables and columns that only the new version has is lost with them,
/// and reported. Differences that come from the traffic's rows have fromTraffic set.
DataComparison compareAfterTraffic(const TrafficMoments &moments, const Volatility &volatility,
                                   int samples);

/// Of the tables that compareAfterTraffic() passes over because one of their moments is too large
/// to hold: those that the traffic wrote, whose rows a way back to before the up does not bring.
/// Told by counts and digests, so where the traffic only deleted rows it is reported, too: nothing
/// proves that it did no more.
std::vector<TableDataDifference> writesToLargeTables(const TrafficMoments &moments);

/// `after` without the rows that came between two moments before it: those of `late` whose keys
/// `early` does not have. Tables too large to hold stay as they are.
DataSnapshot withoutLaterRows(const DataSnapshot &after, const DataSnapshot &early,
                              const DataSnapshot &late);

} // namespace tidemark
