#!/usr/bin/env bash
# 任何流水线（Gitee、Jenkins 等）都能用：检查、比较、写一条评论。
# For any pipeline (Gitee, Jenkins and others): check, compare, and write one comment.
#
#   BASE=目标分支的提交 bash ci/any.sh        the commit of the branch that is merged into
#
# 评论：PERFSPEC_TOKEN 是令牌，PERFSPEC_API 是接口地址（Gitea 以 /api/v1 结尾，Gitee 以 /api/v5 结尾），PERFSPEC_REPOSITORY 是
# “所有者/仓库”，PERFSPEC_PULL 是合并请求的编号。Gitea Actions 自己设好了后三个。
# To comment: PERFSPEC_TOKEN, PERFSPEC_API (ends in /api/v1 for Gitea, /api/v5 for Gitee), PERFSPEC_REPOSITORY as owner/name,
# PERFSPEC_PULL the number of the pull request; Gitea Actions sets the last three by itself.
set -euo pipefail
BASE=${BASE:-}
status=0
perfspec check ${BASE:+--rules-from "$BASE"} || status=$?
[ "$status" -le 1 ] || exit "$status"
if [ -n "$BASE" ]; then
  perfspec diff "$BASE" HEAD --rules-from "$BASE" --format markdown -o perfspec.md || status=$?
  [ "$status" -le 1 ] || exit "$status"
  if [ -n "${PERFSPEC_TOKEN:-}" ]; then
    perfspec comment perfspec.md
  fi
fi
exit "$status"
