package paging

import "strings"

// The names by which a parameter or a member is found, without case and punctuation:
// next_page_token and nextPageToken are nextpagetoken, and page[after] is pageafter. The
// lists are closed: what has another name is declared in gen.yaml or by an extension. The
// first name of a list that the document has is taken.
var (
	// cursorParams get the cursor of the page before.
	cursorParams = names(`cursor pagetoken nextpagetoken nexttoken continuationtoken paginationtoken pagecursor nextcursor
		pageafter after startingafter startafter startcursor marker bookmark continue starttoken pagestart`)
	// cursors are the cursor of the next page.
	cursors = names(`nextcursor nextpagetoken nexttoken nextcontinuationtoken continuationtoken paginationtoken nextpagecursor
		nextmarker nextpageid endcursor after next nextpage cursor bookmark continue`)
	// nextPages are the number of the next page.
	nextPages = names(`nextpage nextpagenumber next`)
	// lastItems are parameters that get the id of the last item, if the page has a member of mores.
	lastItems = names(`startingafter afterid startafter after`)
	lastIDs   = names(`lastid`)
	itemIDs   = names(`id`)

	// urls are the URL of the next page, whatever their format.
	urls = names(`nexturl nextlink nextpageurl nextpageuri nexturi nextpagelink odatanextlink`)
	// links are it if their format is uri, or the member above them is one of linkParents.
	links       = names(`next nextpage`)
	linkParents = names(`links`)
	hrefs       = names(`href`)

	// pageParams are the number of the page.
	pageParams = names(`page pagenumber pageno pagenum pageindex currentpage pagenr`)
	// currents are the number of the page in the result.
	currents = names(`page currentpage pagenumber pageno pagenum pageindex`)

	// offsets are the number of the first item. They are only for operations that gen.yaml or an extension names.
	offsets = names(`offset skip start startindex startat from`)

	mores  = names(`hasmore hasnextpage hasnext more hasmorepages morepages hasmoreresults moreavailable hasmoreitems nextpage`)
	totals = names(`total totalcount totalitems totalresults totalelements totalrecords totalentries totalsize totalrows`)
	pages  = names(`totalpages lastpage numpages totalpagecount pagestotal pagetotal pagecount maxpage`)
	sizes  = names(`perpage pagesize limit itemsperpage resultsperpage`)

	// limits are parameters that bound the number of items of a page.
	limits = names(`limit perpage pagesize size count maxresults first pagelimit top offset`)

	// notItems are lists next to the items.
	notItems = names(`errors messages warnings included links sort metadata notices facets order deprecations`)
)

// names is a list of spellings.
func names(list string) []string { return strings.Fields(list) }

// spelling is a name without case and punctuation.
func spelling(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r - 'A' + 'a'
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		}
		return -1
	}, name)
}
