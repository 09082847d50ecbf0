/**
 * The greatest hit below `limit`, where `next(after)` answers the first hit behind a place, around the end. Places count
 * from 1. Takes as many questions as `limit` has binary digits.
 */
export async function lastBefore(
  limit: number,
  next: (after: number) => Promise<number | null>,
): Promise<number | null> {
  const hitBelow = async (after: number) => {
    const hit = await next(after);
    return hit !== null && hit > after && hit < limit ? hit : null;
  };
  let best = await hitBelow(0);
  if (best === null) return null;
  let low = best;
  let high = limit - 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const hit = await hitBelow(middle);
    if (hit === null) high = middle;
    else {
      best = hit;
      low = hit;
    }
  }
  return best;
}
