package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The bulletin 红管发布: what the office tells its residents. All rules stay
// closed: a draft, and what is for another building, is nobody's business; the
// pages ask /api/bulletin.
func init() {
	m.Register(func(app core.App) error {
		posts := core.NewBaseCollection("posts")
		posts.AddIndex("idx_posts_state", false, "state, publish_at", "")
		return table(app, posts, rules{},
			text("title", "标题，60 字以内，一眼看懂是什么事，如：5 月 8 日停水通知", required, presentable, long(60)),
			choice("kind", "类别", []string{"notice", "activity", "public_notice", "tip"}, required),
			&core.EditorField{Name: "body", MaxSize: 400_000, Help: "正文。先写什么时候、在哪里、找谁，再写原因。图片请放在下面“图片”里，不要贴在正文里；从微信、别的文档粘过来的颜色、字号保存时会去掉，居民自己可以放大字"},
			files("pictures", "图片，最多 6 张，显示在正文下面；会自动缩小并去掉拍摄地点。图片里有字的，正文里也写一遍：看不清图片的老人要靠正文", 6, 12*mb),
			link(app, "estates", "发给哪些小区，整个小区都看得到。小区、楼栋都不选就是全社区", "estates", many(100)),
			link(app, "buildings", "只发给哪几栋楼；选了楼栋，就不要再选它所在的小区", "buildings", many(300)),
			date("publish_at", "什么时候起给居民看；不填，发布时就是现在。填以后的时间，到时候自己出来"),
			date("expires_at", "到什么时候为止；过了就自己收起，不填就一直在。停水、活动这类请一定填"),
			yesno("pinned", "置顶，排在最前面；事情过了记得去掉"),
			text("author", "署名，如：湖畔社区居委会；不填就用社区名称", long(40)),
			choice("state", "草稿居民看不到；发布、撤下也可以用列表右边的按钮。不选就是草稿", []string{"draft", "published", "withdrawn"}),
		)
	}, func(app core.App) error { return drop(app, "posts") })
}
