# The package of evidence of a case, taken out by staff.
package-title = Evidence package
package-lead = The exhibits as they were received, the signed acknowledgements and what the journal tells of the case, in one file that anyone checks with their own tools (BagIt, CASE/UCO). It does not hold the narrative.
package-open = Take the evidence package out
package-reason = Why does this package leave?
package-reason-hint = This reason stays in the journal: number of the procedure, laboratory, request.
package-take = Take the package
package-no-reason = Say why this package leaves: the reason stays in the journal.
