"""Addresses of plans: transfers that balance headcount, and chiefs for vacant posts."""

from django.urls import path

from deployment.views import chief_posts, plans

urlpatterns = [
    path("plans/nation/", plans.wide_plan, name="nation_plan"),
    path("plans/nation/plan.<slug:extension>", plans.wide_plan_file, name="nation_plan_file"),
    path("plans/regions/<slug:code>/", plans.wide_plan, name="region_plan"),
    path("plans/regions/<slug:code>/plan.<slug:extension>", plans.wide_plan_file, name="region_plan_file"),
    path("plans/<slug:code>/", plans.province_plan, name="plan"),
    path("plans/<slug:code>/plan.<slug:extension>", plans.plan_file, name="plan_file"),
    path("plans/<slug:code>/accept/", plans.accept, name="accept_plan"),
    path("plans/<slug:code>/drafts/", plans.draft_list, name="drafts"),
    path("chief-posts/", chief_posts.chief_posts, name="chief_posts"),
    path("chief-posts/<slug:code>/", chief_posts.province_chief_posts, name="province_chief_posts"),
    path("chief-posts/communes/<slug:code>/plan/", chief_posts.ChiefPlanView.as_view(), name="plan_chief"),
    path("drafts/<int:pk>/carry-out/", plans.CarryOutView.as_view(), name="carry_out"),
    path("drafts/<int:pk>/discard/", plans.DiscardView.as_view(), name="discard"),
]
