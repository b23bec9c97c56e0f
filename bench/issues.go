package bench

import "fmt"

// issuePage returns a page of n GitHub issues. Half of the optional members are
// null.
func (m *maker) issuePage(n int) any {
	return object{
		"total_count", 4711,
		"incomplete_results", false,
		"items", m.list(n, m.issue),
	}
}

func (m *maker) issue() any {
	number := 1 + m.IntN(70_000)
	repository := "https://api.github.com/repos/" + repoOwner + "/" + repoName
	url := fmt.Sprintf("%s/issues/%d", repository, number)
	return object{
		"url", url,
		"repository_url", repository,
		"labels_url", url + "/labels{/name}",
		"comments_url", url + "/comments",
		"events_url", url + "/events",
		"html_url", fmt.Sprintf("https://github.com/%s/%s/issues/%d", repoOwner, repoName, number),
		"id", 1_000_000_000 + m.IntN(2_000_000_000),
		"node_id", "I_kwDOABCD" + m.hex(10),
		"number", number,
		"title", m.text(8),
		"user", m.user(),
		"labels", m.list(1+m.IntN(4), m.label),
		"state", m.pick([]string{"open", "closed"}),
		"locked", m.chance(),
		"assignee", m.or(m.user()),
		"assignees", m.list(m.IntN(3), m.user),
		"milestone", m.or(m.milestone(repository)),
		"comments", m.IntN(90),
		"created_at", m.second(),
		"updated_at", m.second(),
		"closed_at", m.or(m.second()),
		"author_association", m.pick([]string{"NONE", "MEMBER", "CONTRIBUTOR"}),
		"active_lock_reason", nil,
		"draft", m.chance(),
		"pull_request", object{
			"url", url, "html_url", url, "diff_url", url + ".diff", "patch_url", url + ".patch",
			"merged_at", m.or(m.second()),
		},
		"body", m.text(60 + m.IntN(120)),
		"reactions", object{
			"url", url + "/reactions", "total_count", m.IntN(50), "+1", m.IntN(30), "-1", 0, "laugh", 0,
			"hooray", m.IntN(5), "confused", 0, "heart", m.IntN(9), "rocket", 0, "eyes", m.IntN(3),
		},
		"timeline_url", url + "/timeline",
		"state_reason", m.or("completed"),
	}
}

func (m *maker) user() any {
	login := m.pick([]string{"octocat", "gopherbot", "hubot", "monalisa", "defunkt"})
	url := "https://api.github.com/users/" + login
	return object{
		"login", login,
		"id", m.IntN(90_000_000),
		"node_id", "MDQ6VXNlc" + m.hex(8),
		"avatar_url", "https://avatars.githubusercontent.com/u/583231?v=4",
		"gravatar_id", "",
		"url", url,
		"html_url", "https://github.com/" + login,
		"followers_url", url + "/followers",
		"following_url", url + "/following{/other_user}",
		"gists_url", url + "/gists{/gist_id}",
		"starred_url", url + "/starred{/owner}{/repo}",
		"subscriptions_url", url + "/subscriptions",
		"organizations_url", url + "/orgs",
		"repos_url", url + "/repos",
		"events_url", url + "/events{/privacy}",
		"received_events_url", url + "/received_events",
		"type", "User",
		"user_view_type", "public",
		"site_admin", false,
	}
}

// label returns an object. The document also allows a string.
func (m *maker) label() any {
	name := m.pick([]string{"NeedsFix", "help wanted", "Performance", "Documentation"})
	return object{
		"id", m.IntN(2_000_000_000),
		"node_id", "LA_kwDO" + m.hex(10),
		"url", "https://api.github.com/repos/" + repoOwner + "/" + repoName + "/labels/" + name,
		"name", name,
		"color", m.hex(6),
		"default", m.chance(),
		"description", m.or(m.text(6)),
	}
}

func (m *maker) milestone(repository string) any {
	url := repository + "/milestones/17"
	return object{
		"url", url,
		"html_url", url,
		"labels_url", url + "/labels",
		"id", m.IntN(9_000_000),
		"node_id", "MI_kwDO" + m.hex(8),
		"number", 17,
		"title", "Go1.26",
		"description", m.or(m.text(5)),
		"creator", m.user(),
		"open_issues", m.IntN(300),
		"closed_issues", m.IntN(900),
		"state", "open",
		"created_at", m.second(),
		"updated_at", m.second(),
		"due_on", m.or(m.second()),
		"closed_at", nil,
	}
}

// newIssue returns the body of a request that creates an issue.
func (m *maker) newIssue() any {
	return object{
		"title", m.text(8),
		"body", m.text(60),
		"assignees", m.list(2, func() any { return m.pick([]string{"octocat", "hubot"}) }),
		"milestone", 17,
		"labels", m.list(3, func() any { return m.pick([]string{"NeedsFix", "Performance"}) }),
	}
}
