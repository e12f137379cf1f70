"""Operations as vendors describe them, and what people would call them: method and path, id, name.

`-` stands for an operation without an id. The ids are made up in the manner of frameworks and vendors.
"""

TABLE = """
# FastAPI: the function's name, the path and the method
GET /v1/models                                | list_models_v1_models_get                        | list_models
GET /v1/models/{model_id}                     | retrieve_model_v1_models__model_id__get          | get_model
POST /v1/embeddings                           | embeddings_v1_embeddings_post                    | create_embedding
POST /v1/chat/completions                     | chat_completion_v1_chat_completions_post         | create_chat_completion
GET /models                                   | list_models_v1_models_get                        | list_models
GET /healthz                                  | healthz_healthz_get                              | get_healthz
GET /users/me                                 | read_users_me_users_me_get                       | get_current_user
POST /v2/items/{item_id}/publish              | publish_item_v2_items__item_id__publish_post     | publish_item
GET /v1/plots                                 | get_plots_v1_plots_get                           | list_plots
GET /v1/plots/{plot_id}                       | get_plot_by_id_v1_plots__plot_id__get            | get_plot

# Modules in front of the function
GET /v1/agents                                | agents_api_v1_agents_list                        | list_agents
POST /v1/talks                                | agents_api_v1_talks_start                        | start_talk
GET /v1/agents/{agent_id}/versions            | agents_api_v1_agents_list_versions               | list_agent_versions
GET /v1/files/{file_id}/url                   | files_api_routes_get_signed_url                  | get_file_signed_url
GET /v1/tuning/jobs                           | jobs_api_routes_tuning_get_tuning_jobs           | list_tuning_jobs
GET /v1/libraries/{library_id}/documents      | libraries_documents_list_v1                      | list_library_documents
GET /v1/connectors                            | connector_list_v1                                | list_connectors
GET /v1/libraries/{id}/documents/{doc}/status | libraries_documents_get_status_v1                | get_document_status

# camelCase and PascalCase
POST /chat/completions                        | createChatCompletion                             | create_chat_completion
GET /threads/{thread_id}/runs                 | listRuns                                         | list_runs
POST /assistants/{assistant_id}               | modifyAssistant                                  | update_assistant
GET /evals/{eval_id}/runs                     | getEvalRuns                                      | list_eval_runs
GET /v1/pets/findByTag                        | findPetsByTag                                    | find_pets_by_tag
GET /store/inventory                          | getInventory                                     | get_inventory
POST /chatkit/sessions                        | CreateSessionMethod                              | create_session
GET /organization/spend_limit                 | Getorganizationspendlimit                        | get_organization_spend_limit
GET /user/keys                                | listSSHKeys                                      | list_ssh_keys
POST /oauth/tokens                            | createOAuth2Token                                | create_oauth2_token
GET /links                                    | getURLs                                          | get_urls
GET /users                                    | getAllUsers                                      | list_users
GET /users/{id}                               | getUserById                                      | get_user
GET /users/by-email/{email}                   | getUserByEmail                                   | get_user_by_email
POST /users/2fa                               | enable2FA                                        | enable_2fa
GET /ip                                       | getIPv6Address                                   | get_ipv6_address

# snake and kebab
GET /organization/audit_logs                  | list-audit-logs                                  | list_audit_logs
GET /organization/admin_api_keys              | admin-api-keys-list                              | list_admin_api_keys
POST /organization/admin_api_keys             | admin-api-keys-create                            | create_admin_api_key
GET /organization/costs                       | usage-costs                                      | get_usage_costs
GET /albums/{id}                              | get-an-album                                     | get_album
POST /v1/pages                                | post-page                                        | create_page
PATCH /v1/blocks/{id}/children                | patch-block-children                             | update_block_children
GET /droplets                                 | droplets_list                                    | list_droplets
POST /apps/{app_id}/deployments               | apps_create_deployment                           | create_deployment
POST /calls/{call_id}/refer                   | refer-call                                       | refer_call
PUT /users/{id}                               | create_or_update_user                            | create_or_update_user

# Dotted, as on Google, Slack and in resources of clients
GET /v1/models                                | models.list                                      | list_models
GET /api/v1/users/{id}                        | api.v1.users.get                                 | get_user
POST /v1/chat/completions                     | chat.completions.create                          | create_chat_completion
GET /threads/{thread_id}/messages             | beta.threads.messages.list                       | list_thread_messages
POST /chat.postMessage                        | chat.postMessage                                 | post_message
GET /conversations.list                       | conversations_list                               | list_conversations
GET /users.lookupByEmail                      | users_lookupByEmail                              | lookup_user_by_email
GET /users.info                               | users.info                                       | get_user_info
POST /files.upload                            | files.upload                                     | upload_file
POST /conversations.setTopic                  | conversations_setTopic                           | set_topic
POST /b/{bucket}/iam                          | buckets.setIamPolicy                             | set_iam_policy
POST /v1/models/{model}:generateContent       | models.generateContent                           | generate_model_content
POST /calendars/{id}/events                   | events.insert                                    | create_event

# Slashes, as on GitHub
GET /orgs/{org}/repos                         | repos/list-for-org                               | list_repos_for_org
GET /repos/{owner}/{repo}                     | repos/get                                        | get_repo
GET /repos/{owner}/{repo}/issues              | issues/list-for-repo                             | list_issues_for_repo
POST /repos/{owner}/{repo}/issues             | issues/create                                    | create_issue
GET /repos/{o}/{r}/issues/{n}/comments        | issues/list-comments                             | list_issue_comments
GET /user                                     | users/get-authenticated                          | get_authenticated_user
GET /gists/public                             | gists/list-public                                | list_public_gists
GET /gists/{gist_id}/star                     | gists/check-is-starred                           | check_gist_is_starred
PUT /repos/{o}/{r}/pulls/{n}/merge            | pulls/merge                                      | merge_pull
GET /repos/{o}/{r}/pulls/{n}/merge            | pulls/check-if-merged                            | check_pull_if_merged
GET /repos/{o}/{r}/releases/latest            | repos/get-latest-release                         | get_latest_release
GET /repos/{o}/{r}/actions/runs               | actions/list-workflow-runs-for-repo              | list_workflow_runs_for_repo
PATCH /notifications/threads/{thread_id}      | activity/mark-thread-as-read                     | mark_thread_as_read
GET /emojis                                   | emojis/get                                       | list_emojis
POST /markdown                                | markdown/render                                  | render_markdown
GET /repos/{o}/{r}/branches/{b}/protection    | repos/get-branch-protection                      | get_branch_protection

# Method and path in other words, as on Stripe
GET /v1/account                               | GetAccount                                       | get_account
GET /v1/charges                               | GetCharges                                       | list_charges
POST /v1/charges                              | PostCharges                                      | create_charge
POST /v1/charges/{charge}                     | PostChargesCharge                                | update_charge
POST /v1/charges/{charge}/capture             | PostChargesChargeCapture                         | capture_charge
GET /v1/charges/search                        | GetChargesSearch                                 | search_charges
DELETE /v1/accounts/{account}/people/{person} | DeleteAccountsAccountPeoplePerson                | delete_account_person
GET /files/{file_id}/content                  | get_files_id_content                             | get_file_content
GET /api/v1/orders                            | GetApiV1Orders                                   | list_orders
POST /v1/databases/{database_id}/query        | post-database-query                              | query_database

# Controllers and generated clients: NestJS, .NET, Spring
GET /models                                   | ModelsController_findAll                         | list_models
GET /cats/{id}                                | CatsController_findOne                           | get_cat
DELETE /cats/{id}                             | CatsController_remove                            | delete_cat
POST /cats                                    | CatsController.create                            | create_cat
GET /accounts/{id}                            | Accounts_GetAccountById                          | get_account
GET /users                                    | GetUsersAsync                                    | list_users
POST /api/Users                               | UsersPOST                                        | create_user
GET /api/Users                                | UsersGETAll                                      | list_users
GET /orders                                   | listOrdersUsingGET_1                             | list_orders
GET /orders/{id}                              | getById_2                                        | get_order
GET /subscriptions/{id}/machines              | VirtualMachines_ListAll                          | list_virtual_machines
PUT /machines/{name}                          | VirtualMachines_CreateOrUpdate                   | create_or_update_virtual_machine
POST /v1/chat                                 | chat_ChatCompletions_create                      | create_chat_completion
GET /models                                   | models_models_list                               | list_models
GET /users/{id}                               | UserService_GetUser                              | get_user

# Django
GET /api/users/                               | users_list                                       | list_users
POST /api/users/                              | api_users_create                                 | create_user
GET /api/users/{id}/                          | usersRetrieve                                    | get_user
PUT /api/users/{id}/                          | users_update                                     | update_user
PATCH /api/users/{id}/                        | users_partial_update                             | update_user
DELETE /api/users/{id}/                       | users_destroy                                    | delete_user
POST /api/users/{id}/set_password/            | users_set_password_create                        | set_user_password
GET /api/users/me/                            | users_me_retrieve                                | get_current_user

# Twilio and Kubernetes
GET /2010-04-01/Accounts/{Sid}/Messages.json  | ListMessage                                      | list_messages
GET /2010-04-01/Accounts/{Sid}.json           | FetchAccount                                     | get_account
GET /2010-04-01/Calls/{Sid}/Recordings.json   | ListCallRecording                                | list_call_recordings
GET /api/v1/namespaces/{namespace}/pods/{n}   | readCoreV1NamespacedPod                          | get_namespaced_pod
GET /api/v1/pods                              | listCoreV1PodForAllNamespaces                    | list_pods_for_all_namespaces
PUT /apis/apps/v1/namespaces/{ns}/scale       | replaceAppsV1NamespacedScale                     | replace_namespaced_scale

# No id
GET /v1/models                                | -                                                | list_models
GET /v1/models/{model}                        | -                                                | get_model
POST /2024-01-01/orders                       | -                                                | create_order
PUT /categories/{id}                          | -                                                | update_category
PATCH /addresses/{id}                         | -                                                | update_address
DELETE /analyses/{id}                         | -                                                | delete_analysis
POST /orders/{id}/cancel                      | -                                                | cancel_order
POST /messages/{id}/mark-as-read              | -                                                | mark_message_as_read
POST /items/bulk-delete                       | -                                                | bulk_delete_items
GET /me                                       | -                                                | get_me
GET /users/me                                 | -                                                | get_current_user
GET /me/playlists                             | -                                                | list_my_playlists
GET /people                                   | -                                                | list_people
GET /people/{id}                              | -                                                | get_person
GET /series                                   | -                                                | list_series
GET /statuses                                 | -                                                | list_statuses
GET /account/settings                         | -                                                | get_account_settings
GET /data                                     | -                                                | get_data
GET /projects/{id}/members/{member}           | -                                                | get_project_member
POST /projects/{id}/members                   | -                                                | create_project_member
GET /                                         | -                                                | get_root
GET /{user_id}                                | -                                                | get_user
POST /v1beta/models/{model}:countTokens       | -                                                | count_model_tokens
GET /files/{id}/download                      | -                                                | download_file
HEAD /files/{id}                              | -                                                | check_file

# Words that are written apart, adverbs behind the verb, quantities
POST /runs/{id}/re-run                        | runs/re-run                                      | rerun_run
DELETE /queues/{id}/numbers/{number}          | unAssignNumber                                   | unassign_number
POST /suites/{id}/rerequest                   | checks/rerequest-suite                           | rerequest_suite
PUT /pulls/{number}/merge                     | pulls/merge                                      | merge_pull
PUT /pulls/{number}/merge-async               | pulls/merge-async                                | async_merge_pull
GET /users                                    | Users_ListAsync                                  | list_users
POST /orgs/{org}/requests                     | orgs/review-requests-in-bulk                     | review_requests_in_bulk
DELETE /issues/{number}/labels                | issues/remove-all-labels                         | remove_all_issue_labels
GET /issues/{number}/labels                   | issues/list-labels-on-issue                      | list_labels_on_issue
GET /orgs/{org}/teams/{team}/teams            | teams/list-child-in-org                          | list_child_teams_in_org
DELETE /teams/{team}/memberships/{user}       | team-memberships/remove                          | remove_team_membership
PUT /recordings/{id}/status                   | recordingStatusUpdateOne                         | update_recording_status
DELETE /backgrounds/{id}                      | delBackground                                    | delete_background
POST /applications/{id}/token/scoped          | apps/scope-token                                 | scope_token
PUT /users/{id}/email                         | userEmailUpdate                                  | update_user_email
GET /phone/call_logs                          | accountCallLogs                                  | list_account_call_logs
GET /accounts/{id}/managed_domains            | accountManagedDomain                             | list_account_managed_domains
POST /sessions/{id}/redact                    | -                                                | redact_session
GET /rest/api/3/expression/{id}/expand        | expandExpression                                 | expand_expression
GET /addons/{key}/properties                  | AddonResource.getAddonProperties_get             | get_addon_properties
GET /apis/apps.acme.io/v1/namespaces/{ns}/configmaps | listAppsV1NamespacedConfigMap             | list_namespaced_config_maps
GET /apis/v1/watch/namespaces/{ns}/replicasets/{id} | watchAppsV1NamespacedReplicaSet            | watch_namespaced_replica_set
GET /gitignore/templates                      | gitignore/get-all-templates                      | list_gitignore_templates

# Letters, digits, words of languages
GET /grossen                                  | größenAuflisten                                  | get_grossen_auflisten
GET /products                                 | 商品一覧                                         | list_products
GET /reports/404                              | 404Report                                        | get_404_report
POST /import                                  | import                                           | run_import
POST /return                                  | return                                           | run_return
GET /s3-buckets                               | listS3Buckets                                    | list_s3_buckets
"""


def rows() -> list[tuple[str, str, str, str]]:
    """Returns the rows of the table: method, path, id, name."""
    found: list[tuple[str, str, str, str]] = []
    for line in TABLE.splitlines():
        if line and not line.startswith("#"):
            address, operation_id, name = (each.strip() for each in line.split("|"))
            method, path = address.split(" ")
            found.append((method, path, operation_id.replace("-", "", operation_id == "-"), name))
    return found
